import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { SaslPlain } from '../KafkaBroker';
import type { Certified } from './certificates';

/** A listener beside the plain one, with TLS and a login. */
export interface SecureListener {
  /** The one user: known to PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. */
  user: SaslPlain;
  server: Certified;
  /** PEM of an authority; a client must then show a certificate of it. */
  clientAuthority?: string;
}

const SCRAMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
const PREFIX = 'listener.name.secure.';
const LOGINS = 'org.apache.kafka.common.security';

/** Writes key and certificates into the folder and answers the lines of server.properties that name them. */
export async function writeSecureLines(
  listener: SecureListener,
  folder: string,
): Promise<Record<string, string>> {
  const { server, clientAuthority, user } = listener;
  const keystore = join(folder, 'server.pem');
  const truststore = join(folder, 'authority.pem');
  const owner = { mode: 0o600 };
  await writeFile(keystore, server.key + server.certificate, owner);
  await writeFile(truststore, clientAuthority ?? server.certificate, owner);
  const lines = {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keystore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': truststore,
    'ssl.client.auth': clientAuthority ? 'required' : 'none',
    ...buildLoginLines(user),
  };
  return Object.fromEntries(
    Object.entries(lines).map(([key, value]) => [PREFIX + key, value]),
  );
}

/** Arguments of Kafka's format tool that store the user's SCRAM verifiers. */
export function buildScramArguments({ username, password }: SaslPlain) {
  return SCRAMS.flatMap(mechanism => [
    '--add-scram',
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
}

function buildLoginLines(user: SaslPlain): Record<string, string> {
  const scram = `${LOGINS}.scram.ScramLoginModule required;`;
  return {
    'sasl.enabled.mechanisms': ['PLAIN', ...SCRAMS].join(','),
    'plain.sasl.jaas.config': buildPlainLogin(user),
    'scram-sha-256.sasl.jaas.config': scram,
    'scram-sha-512.sasl.jaas.config': scram,
  };
}

/** The name and password the broker uses itself, and the one it accepts. */
export function buildPlainLogin({ username, password }: SaslPlain): string {
  return (
    `${LOGINS}.plain.PlainLoginModule required ` +
    `username="${username}" password="${password}" ` +
    `user_${username}="${password}";`
  );
}
