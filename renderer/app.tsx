import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { ErrorBoundary } from './components/error-boundary';
import type { Stores } from './stores/stores';
import { StoresContext, useSettings, useStrings, useUi } from './stores/stores';
import { theme } from './theme';
import { FirstRun } from './views/first-run/first-run';
import { Shell } from './views/shell/shell';

/** The whole window. `nonce` lets Mantine add style sheets under the content security policy. */
export function App({ stores, nonce }: { readonly stores: Stores; readonly nonce: string }): ReactNode {
  return (
    <StoresContext.Provider value={stores}>
      <Themed nonce={nonce}>
        <Screen />
      </Themed>
    </StoresContext.Provider>
  );
}

function Themed({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }): ReactNode {
  const chosen = useSettings((state) => state.snapshot?.preferences.theme ?? 'system');
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      {...(chosen === 'system' ? {} : { forceColorScheme: chosen })}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}

function Screen(): ReactNode {
  const strings = useStrings();
  const connection = useSettings((state) => state.snapshot?.connection.kind);
  const language = strings.locale.slice(0, 2);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const noteDrawn = useUi((state) => state.reportFirstPaint);
  const isThere = connection !== undefined;
  useEffect(() => {
    if (isThere) {
      noteDrawn();
    }
  }, [isThere, noteDrawn]);
  if (!isThere) {
    return null;
  }
  return (
    <ErrorBoundary texts={strings.failure}>{connection === 'none' ? <FirstRun /> : <Shell />}</ErrorBoundary>
  );
}
