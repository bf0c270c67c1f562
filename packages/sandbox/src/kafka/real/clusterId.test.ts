import { createClusterId } from './clusterId';

describe('createClusterId', () => {
  it('is never taken for the name of an option', () => {
    const bytes = [Buffer.alloc(16, 0xfb), Buffer.alloc(16, 0x01)];
    expect(bytes[0].toString('base64url')).toMatch(/^-/);
    expect(createClusterId(() => bytes.shift()!)).toBe(
      'AQEBAQEBAQEBAQEBAQEBAQ',
    );
  });

  it('is another one each time, of 22 characters', () => {
    const ids = Array.from({ length: 100 }, () => createClusterId());
    expect(new Set(ids).size).toBe(100);
    expect(ids.every(id => /^[\w][\w-]{21}$/.test(id))).toBe(true);
  });
});
