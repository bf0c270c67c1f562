import { findSecrets } from './secrets';

const fields = (value: unknown) => findSecrets(value).map(each => each.field);

describe('secrets', () => {
  it.each([
    [{ password: 'x' }, 'password'],
    [{ mqttPassword: 'x' }, 'mqttPassword'],
    [{ a: [{ LICENSE_KEY: 'x' }] }, 'a[0].LICENSE_KEY'],
    [{ licenceKey: 'x' }, 'licenceKey'],
    [{ connectionString: 'x' }, 'connectionString'],
    [{ api_key: 1 }, 'api_key'],
    [{ url: 'postgres://u:p@db/x' }, 'url'],
    [{ pem: '-----BEGIN RSA PRIVATE KEY-----' }, 'pem'],
    [{ text: `see ghp_${'a'.repeat(36)}` }, 'text'],
    [{ jaas: 'username=a password=b' }, 'jaas'],
    [{ secretRef: 'postgres://u:p@db/x' }, 'secretRef'],
    [{ secretKey: 'x' }, 'secretKey'],
    [{ clientSecret: 'x{{args.a}}' }, 'clientSecret'],
    [{ password: 'ENC[hunter2]' }, 'password'],
  ])('are found in %j', (value, field) => {
    expect(fields(value)).toEqual([field]);
  });

  it.each([
    { passwordSecretRef: { name: 'a', key: 'password' } },
    { credentialsSecret: 'snowflake-creds' },
    { valueFrom: { secretKeyRef: { name: 'a', key: 'token' } } },
    { password: '' },
    { secretKey: 'password', remoteRef: { key: 'a' } },
    { clientSecret: '{{args.client-secret}}' },
    { password: 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]' },
    { tokens: 3, passwordLength: 12 },
    { url: 'https://example.org/a@b' },
    { compass: 'north' },
    null,
    'plain text',
  ])('are not seen in %j', value => {
    expect(fields(value)).toEqual([]);
  });

  it('are not looked for without end', () => {
    let deep: object = {};
    for (let i = 0; i < 1_000; i++) deep = { deep };
    expect(findSecrets(deep)).toEqual([
      expect.objectContaining({
        message: 'is nested too deeply to be checked',
      }),
    ]);
  });
});
