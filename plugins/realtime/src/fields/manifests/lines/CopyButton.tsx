import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useCreateWords } from '../../../translations/createWords';

/** Copies a text, and says so until another one takes its place. */
export function CopyButton({ text }: { text: string }) {
  const words = useCreateWords();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button variant="tertiary" size="small" onPress={() => void copy()}>
      {words(copied === text ? 'manifests.copied' : 'manifests.copy')}
    </Button>
  );
}
