import { X509Certificate } from 'node:crypto';
import { createAuthority, issueCertificate } from './certificates';

it('gives serial numbers that begin neither with a zero nor with a sign', () => {
  const authority = createAuthority();
  const issued = issueCertificate(authority);
  for (const { certificate } of [authority, issued])
    expect(new X509Certificate(certificate).serialNumber).toMatch(
      /^01[0-9A-F]{16}$/,
    );
});

it('issues what its authority vouches for, and no other', () => {
  const [ours, others] = [createAuthority(), createAuthority()].map(
    ({ certificate, key }) => ({
      issued: issueCertificate({ certificate, key }),
      publicKey: new X509Certificate(certificate).publicKey,
    }),
  );
  const leaf = new X509Certificate(ours.issued.certificate);
  expect(leaf.verify(ours.publicKey)).toBe(true);
  expect(leaf.verify(others.publicKey)).toBe(false);
});
