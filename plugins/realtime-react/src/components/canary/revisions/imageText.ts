import type { Words } from '../../words/WordsContext';

/** `image 1.15.0` for one image, `counter 1.15.0, proxy 2.1` for several; a digest by its first digits. */
export function imageText(images: string[], words: Words): string {
  const parts = images.map(readImage);
  const [only] = parts;
  if (parts.length === 1 && only.version)
    return words('revision.image', { version: only.version });
  return parts
    .map(({ name, version }) => `${name} ${version}`.trim())
    .join(', ');
}

/** Digits of a digest that tell two images apart. */
const DIGEST_DIGITS = 12;

function readImage(image: string): { name: string; version: string } {
  const [path, digest = ''] = image.split('@');
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [name, tag = ''] = file.split(':');
  const short = digest.replace(/^\w+:/, '').slice(0, DIGEST_DIGITS);
  return { name, version: tag || short };
}
