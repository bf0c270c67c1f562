import {
  createAuthority,
  issueCertificate,
  type Certified,
} from '../../kafka/real/certificates';

/** A sandbox may run for as long as somebody shows it. */
const DAYS = 90;

let made: (Certified & { ca: string }) | undefined;

/** One for all servers of this process, since making it takes a second; `ca` is who signed it. */
export function serverCertificate(): Certified & { ca: string } {
  if (!made) {
    const authority = createAuthority('sandbox authority', DAYS);
    const own = issueCertificate(authority, 'sandbox', DAYS);
    made = { ...own, ca: authority.certificate };
  }
  return made;
}
