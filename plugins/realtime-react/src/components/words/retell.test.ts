import { readDeclaredStreams } from '@backstage-realtime/plugin-realtime-common';
import { retell } from './retell';
import { serverMessages } from './serverMessages';
import type { Words } from './WordsContext';

/** Says which text was recognised, and with which values. */
const named: Words = (key, values = {}) =>
  [key, ...Object.values(values)].join('|');

describe('retell', () => {
  it.each([
    ['nothing is deleted by time', 'reason.nothingDeleted'],
    ['broker 2 does not answer', 'reason.brokerSilent|2'],
    ['broker 2 does not answer in 3000 ms', 'reason.brokerNotInTime|2|3000'],
    ['the broker answers with error 56', 'reason.brokerError|56'],
    [
      'json: ends too early, after 6 bytes',
      'reason.ofDecoder|json|decode.endsAfter|6',
    ],
    ['a reason of a newer server', 'a reason of a newer server'],
    ['', ''],
  ])('finds the known text of %s', (text, said) => {
    expect(retell('reason', text, named)).toBe(said);
  });

  it.each(
    (
      ['problem', 'part', 'link', 'refusal', 'decode', 'damage'] as const
    ).flatMap(group =>
      Object.entries<string>(serverMessages[group]).map(
        ([name, template]) => [group, name, template] as const,
      ),
    ),
  )('finds %s.%s by its own English text', (group, name, template) => {
    const filled = template.replace(/\{\{\w+\}\}/g, 'x');
    expect(retell(group, filled, named).split('|')[0]).toBe(`${group}.${name}`);
  });

  it.each([
    [
      'Broker 1 of cluster local does not answer: no answer within 50 ms. Try again later',
      'refusal.silent|Part.brokerOfCluster|1|local|link.noAnswerWithin|50',
    ],
    [
      'The record at offset 9 of partition 2 cannot be read: the checksum does not match. Ask who runs the cluster to look at this partition',
      'refusal.damaged|9|2|damage.checksum',
    ],
    [
      'gave up after 240 tries: the sign-in expired',
      'refusal.gaveUp|240|refusal.signInExpired',
    ],
    [
      'Cluster local does not answer: a newer reason. Try again later',
      'refusal.silent|Part.cluster|local|a newer reason',
    ],
  ])('tells the clause within: %s', (text, said) => {
    expect(retell('refusal', text, named)).toBe(said);
  });

  it('finds every text that reading annotations can say', () => {
    const annotations = {
      'backstage-realtime.io/kafka-topics': 'a/b,',
      'backstage-realtime.io/mqtt-topics': 'no filter',
      'backstage-realtime.io/websocket': 'not; a name',
    };
    const { problems } = readDeclaredStreams({
      metadata: { name: 'x', annotations },
    });
    expect(
      problems.map(({ message }) => retell('problem', message, named)),
    ).toEqual([
      'problem.emptyPart|backstage-realtime.io/kafka-topics|cluster/topic',
      'problem.form|backstage-realtime.io/mqtt-topics|"no filter"|broker/topic filter',
      'problem.endpoint|backstage-realtime.io/websocket|"not; a name"',
    ]);
  });
});
