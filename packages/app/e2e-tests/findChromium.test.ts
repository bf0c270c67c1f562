import { findChromium } from './support/findChromium';

describe('findChromium', () => {
  it('takes CHROME_PATH before anything else', async () => {
    expect(await findChromium({ CHROME_PATH: process.execPath })).toEqual({
      path: process.execPath,
      foundIn: 'CHROME_PATH',
    });
  });

  it('refuses a CHROME_PATH that is not there instead of taking another', async () => {
    await expect(
      findChromium({ CHROME_PATH: '/nowhere/chrome' }),
    ).rejects.toThrow('CHROME_PATH is /nowhere/chrome');
  });
});
