import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, CertificatePin } from '../../../preload/contract';
import { useSettings, useStrings } from '../../stores/stores';
import { formatDate } from '../../strings/format';
import classes from './first-run.module.css';

/** Returns the certificate that an error is about; `null` if it has none. */
export function findCertificate(error: AppError): CertificatePin | null {
  const { host, fingerprint } = error.details ?? {};
  return error.code === 'CERTIFICATE_UNTRUSTED' && typeof host === 'string' && typeof fingerprint === 'string'
    ? { host, fingerprint }
    : null;
}

/** The placeholder for the last four pairs of digits, which the office reads out to the agent. */
const TO_TYPE = ':··:··:··:··';

/** Shows a certificate for comparison by telephone, and trusts it only after confirmation. */
export function CertificateQuestion(props: {
  readonly error: AppError;
  readonly certificate: CertificatePin;
  readonly onTrusted: () => void;
}): ReactNode {
  const strings = useStrings();
  const trust = useSettings((state) => state.trustCertificate);
  const [failure, setFailure] = useState<AppError | null>(null);
  const { certificate } = strings;
  const { issuer, validUntil } = props.error.details ?? {};
  const { host, fingerprint } = props.certificate;
  const mayTrust = useSettings((state) => state.snapshot?.managed.mayTrustCertificates ?? true);
  const [typed, setTyped] = useState('');
  const confirm = (): void => {
    void trust({ host, typed }).then((error) => {
      setFailure(error);
      if (error === null) {
        props.onTrusted();
      }
    });
  };
  return (
    <Alert
      color="orange"
      icon={<IconCertificate aria-hidden="true" />}
      title={strings.errors.CERTIFICATE_UNTRUSTED.title}
      data-testid="certificate-question"
    >
      {props.error.details?.['coversHost'] === 'no' ? (
        <Text size="sm" fw={600}>
          {certificate.ofAnotherHost}
        </Text>
      ) : null}
      <Text size="sm">{certificate.advice}</Text>
      <dl className={classes['certificate']}>
        <dt>{certificate.host}</dt>
        <dd>{host}</dd>
        <dt>{certificate.fingerprint}</dt>
        <dd className={classes['fingerprint']}>{`${fingerprint}${TO_TYPE}`}</dd>
        <dt>{certificate.issuer}</dt>
        <dd>{issuer}</dd>
        {typeof validUntil === 'string' ? (
          <>
            <dt>{certificate.validUntil}</dt>
            <dd>{formatDate(validUntil.slice(0, 10), strings)}</dd>
          </>
        ) : null}
      </dl>
      {mayTrust ? (
        <Group gap="sm" align="end">
          <TextInput
            size="xs"
            label={certificate.typed}
            autoComplete="off"
            data-testid="certificate-typed"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              // Enter would otherwise submit the surrounding account form.
              if (event.key === 'Enter') {
                event.preventDefault();
                confirm();
              }
            }}
          />
          <Button
            size="xs"
            variant="default"
            disabled={typed.trim() === ''}
            data-testid="certificate-trust"
            onClick={confirm}
          >
            {certificate.trust}
          </Button>
        </Group>
      ) : (
        <Text size="sm">{certificate.notAllowed}</Text>
      )}
      {failure === null ? null : (
        <Text size="sm" role="alert">
          {strings.errors[failure.code].title}
        </Text>
      )}
    </Alert>
  );
}
