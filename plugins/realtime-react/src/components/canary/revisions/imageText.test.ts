import { englishWords } from '../../words/WordsContext';
import { imageText } from './imageText';

describe('images of a revision', () => {
  it.each([
    ['one with a tag', ['ghcr.io/demo/pingpong:1.15.0'], 'image 1.15.0'],
    ['a registry with a port', ['registry:5000/demo/app:2'], 'image 2'],
    ['one without a tag', ['ghcr.io/demo/pingpong'], 'pingpong'],
    [
      'a digest by its first digits',
      [`ghcr.io/demo/app@sha256:${'0123456789abcdef'.repeat(4)}`],
      'image 0123456789ab',
    ],
    [
      'several by their names',
      ['a/counter:1.2', 'b/proxy:3@sha256:ff'],
      'counter 1.2, proxy 3',
    ],
    ['none', [], ''],
  ])('are told short: %s', (_, images, text) => {
    expect(imageText(images, englishWords)).toBe(text);
  });
});
