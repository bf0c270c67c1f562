import { GuardedProcess } from '../../process/GuardedProcess';

/** `small` starts fast beside everything else on a laptop; `measured` may take what a server would. */
export type JavaSize = 'small' | 'measured';

const SIZE_FLAGS: Record<JavaSize, readonly string[]> = {
  small: [
    '-Xmx256m',
    '-Xms64m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:MaxMetaspaceSize=128m',
  ],
  measured: ['-Xmx1g', '-Xms1g'],
};

export interface JavaStart {
  java: string;
  /** Folder of jars; several are separated as in a class path. */
  libs: string;
  mainClass: string;
  args: string[];
  /** Default: small. */
  size?: JavaSize;
}

/** A Java program as a child that cannot outlive us. */
export function startJava(start: JavaStart): GuardedProcess {
  const { java, libs, mainClass, args, size = 'small' } = start;
  const flags = [
    ...SIZE_FLAGS[size],
    '-Dorg.slf4j.simpleLogger.logFile=System.out',
  ];
  const command = [java, ...flags, '-cp', `${libs}/*`, mainClass, ...args];
  return GuardedProcess.start({ command, name: 'Java' });
}
