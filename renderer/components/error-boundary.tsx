import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  readonly texts: { readonly title: string; readonly text: string; readonly reload: string };
}

/** Shows an explanation and a reload button after a view has thrown. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    const { children, texts } = this.props;
    if (!this.state.broken) {
      return children;
    }
    return (
      <Center h="100%">
        <Stack align="center">
          <Title order={2}>{texts.title}</Title>
          <Text>{texts.text}</Text>
          <Button onClick={() => window.location.reload()}>{texts.reload}</Button>
        </Stack>
      </Center>
    );
  }
}
