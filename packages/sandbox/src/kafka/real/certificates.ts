import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { md, pki } from 'node-forge';

/** A private key and the certificate of its public half, both PEM. */
export interface Certified {
  key: string;
  certificate: string;
}

const DAY_MS = 24 * 60 * 60_000;
/** Kind of an alternative name that is an address. */
const IP_ADDRESS = 7;
const IS_AUTHORITY = [
  { name: 'basicConstraints', cA: true },
  { name: 'keyUsage', keyCertSign: true },
];
const IS_OF_THIS_MACHINE = [
  { name: 'basicConstraints', cA: false },
  { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
  {
    name: 'subjectAltName',
    altNames: [{ type: IP_ADDRESS, ip: '127.0.0.1' }],
  },
];

/** An authority nobody knows until told; valid for so many days, by default one. */
export function createAuthority(
  name = 'sandbox authority',
  days = 1,
): Certified {
  return certify({ name, extensions: IS_AUTHORITY, days });
}

/** For a server at 127.0.0.1 or for a client; valid from yesterday on, by default to tomorrow. */
export function issueCertificate(
  authority: Certified,
  name = 'sandbox',
  days = 1,
): Certified {
  const extensions = IS_OF_THIS_MACHINE;
  return certify({ name, extensions, days, issuer: authority });
}

interface Wish {
  name: string;
  extensions: object[];
  days: number;
  /** Absent: it signs itself. */
  issuer?: Certified;
}

function certify({ name, extensions, days, issuer }: Wish): Certified {
  const { key, publicKey } = createKeys();
  const certificate = pki.createCertificate();
  const subject = [{ name: 'commonName', value: name }];
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // Positive and without leading zeros, which a reader takes for a damaged
  // certificate and leaves out of those it trusts, without a word.
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + days * DAY_MS);
  certificate.setSubject(subject);
  certificate.setIssuer(
    issuer
      ? pki.certificateFromPem(issuer.certificate).subject.attributes
      : subject,
  );
  certificate.setExtensions(extensions);
  const signer = pki.privateKeyFromPem(issuer?.key ?? key);
  certificate.sign(signer, md.sha256.create());
  return { key, certificate: pki.certificateToPem(certificate) };
}

/** Made by Node: the library takes seconds for it. */
function createKeys(): { key: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { key: privateKey, publicKey };
}
