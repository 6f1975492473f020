import { Alert } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStrings, useUi } from '../../../../stores/stores';

/** The error of the last action outside the app, until another action or customer follows. */
export function OutsideFailure(): ReactNode {
  const { errors, customerFiles } = useStrings();
  const { outsideFailure: failure, forgetOutsideFailure: forget } = useUi((state) => state);
  useEffect(() => forget, [forget]);
  return failure === null ? null : (
    <Alert
      color="red"
      p="xs"
      role="alert"
      withCloseButton
      closeButtonLabel={customerFiles.dismiss}
      onClose={forget}
      data-testid="outside-failure"
    >
      {errors[failure.code].title}. {errors[failure.code].advice}
    </Alert>
  );
}
