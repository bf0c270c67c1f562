import { countCommand, NOTHING } from '../counts.mjs';
import { say } from '../say.mjs';

/** One check of one service, told and counted. */
export function report(who, title, done) {
  say(`  ${done.ok ? 'ok    ' : 'FAILED'} ${who} ${title}`);
  const tail = `${who} ${title}:\n${done.tail}`;
  return countCommand({ ok: done.ok, tail });
}

/** The same for a list of sentences, which is empty when nothing is wrong. */
export function reportProblems(who, title, problems) {
  const tail = problems.join('\n');
  return report(who, title, { ok: problems.length === 0, tail });
}

/** What this machine lacks; a failure where real parts are asked for. */
export function skip(who, missing) {
  const note = `${who}: there is no ${missing}`;
  return process.env.REALTIME_REQUIRE_REAL
    ? { ...NOTHING, failed: 1, notes: [note] }
    : { ...NOTHING, skipped: 1, notes: [note] };
}
