import type { SecretBox } from '../../settings/credentials';

/** A key store that is only used after `explain` has said why; it is asked for that once. */
export function explainedBox(box: SecretBox, explain: () => Promise<void>): SecretBox {
  let explained: Promise<void> | null = null;
  const first = (): Promise<void> => (explained ??= explain());
  return {
    isAvailable: () => first().then(() => box.isAvailable()),
    encrypt: (text) => first().then(() => box.encrypt(text)),
    decrypt: (data) => first().then(() => box.decrypt(data)),
  };
}
