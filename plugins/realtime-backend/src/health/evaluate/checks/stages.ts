import type { StageObservation } from '../../observation';
import type { HealthContext, TopicView } from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { count, duration, name, numberOf, ratio, say, share } from '../values';
import { grownIn } from './growth';
import { family, type Checked, type SubjectCheck } from './HealthCheck';

const MINUTE_MS = 60_000;
const RATIO_MS = 30 * MINUTE_MS;
const BRIDGE_MS = 5 * MINUTE_MS;

/** Fewer records say nothing about a ratio, and a handful may be on their way. */
const ENOUGH = 100;
const HANDFUL = 5;

interface StageView extends Checked {
  stage: StageObservation;
}

function stagesOf(kinds: readonly StageObservation['kind'][]) {
  return ({ stages }: HealthContext): StageView[] =>
    stages
      .filter(({ kind }) => kinds.includes(kind))
      .map(stage => ({
        subject: { system: stage.system, topic: stage.topic },
        stage,
      }));
}

const CONNECTED: SubjectCheck<StageView> = {
  id: 'mqtt.connected',
  sources: ['MQTT'],
  judge: ({ stage }, { scope: { limits }, nowMs, owner }) => {
    const warn = limits.get('mqtt.down.warn');
    const critical = limits.get('mqtt.down.critical');
    const downMs = nowMs - (stage.sinceMs ?? stage.atMs);
    const isCritical = downMs > numberOf(critical);
    const values = {
      system: name(stage.system),
      owner: name(owner),
      down: duration(downMs),
      limit: (isCritical ? critical : warn).value,
    };
    if (stage.isConnected === undefined) {
      return notApplicable(say('mqtt.connected.not-read', values));
    }
    const more = { limits: [warn, critical] };
    if (stage.isConnected || downMs <= numberOf(warn)) {
      const sentence = stage.isConnected
        ? 'mqtt.connected.ok'
        : 'mqtt.connected';
      return fine(say(sentence, values), more);
    }
    return judge(
      isCritical ? 'critical' : 'warning',
      say('mqtt.connected', values),
      {
        ...more,
        rule: [say('mqtt.connected.rule', values)],
        next: [say('mqtt.connected.next', values)],
      },
    );
  },
};

interface Ratio extends Checked {
  limit: string;
  topic: TopicView;
  source: TopicView;
}

/** `stage.ratio.pong_topic/ping_topic=1` declares that each ping is answered. */
function declaredRatios({ scope, topics }: HealthContext): Ratio[] {
  const prefix = 'stage.ratio.';
  return scope.limits
    .names()
    .filter(limit => limit.startsWith(prefix))
    .flatMap(limit => {
      const [to, from] = limit.slice(prefix.length).split('/');
      const topic = topics.find(each => each.topic === to);
      const source = topics.find(each => each.topic === from);
      if (!topic || !source) return [];
      const { subject } = topic;
      const missing = topic.missing ?? source.missing;
      return [{ ...{ subject, limit, topic, source }, missing }];
    });
}

const RATIO: SubjectCheck<Ratio> = {
  id: 'stage.ratio',
  sources: ['ListOffsets'],
  judge: ({ limit, topic, source, subject }, context) => {
    const out = grownIn(topic, RATIO_MS);
    const into = grownIn(source, RATIO_MS);
    if (!out.known) return unknown(out.missing, subject);
    if (!into.known) return unknown(into.missing, source.subject);
    const values = {
      topic: name(topic.topic),
      source: name(source.topic),
      owner: name(context.owner),
      count: count(into.value.records),
    };
    if (into.value.records < ENOUGH) {
      return notApplicable(say('stage.ratio.few', values));
    }
    const measured = out.value.records / into.value.records;
    return judgeRatio(measured, limit, values, context);
  },
};

function judgeRatio(
  measured: number,
  limit: string,
  names: Parameters<typeof say>[1] & object,
  { scope: { limits } }: HealthContext,
): Judgement {
  const declared = limits.get(limit);
  const warn = limits.get('stage.off.warn');
  const critical = limits.get('stage.off.critical');
  const off = Math.abs(measured / numberOf(declared) - 1);
  const isCritical = off > numberOf(critical);
  const values = {
    ...names,
    ratio: ratio(measured),
    declared: declared.value,
    share: share(off),
    limit: (isCritical ? critical : warn).value,
  };
  const more = {
    rule: [say('stage.ratio.rule', values)],
    limits: [declared, warn, critical],
  };
  return off > numberOf(warn)
    ? judge(isCritical ? 'critical' : 'warning', say('stage.ratio', values), {
        ...more,
        next: [say('stage.ratio.next', values)],
      })
    : fine(say('stage.ratio.ok', values), more);
}

interface Bridge extends Checked {
  limit: string;
  topic: TopicView;
  stage: StageObservation;
}

/** `bridge.conservation.ping_topic=2%` declares that MQTT feeds the topic. */
function declaredBridges({ scope, topics, stages }: HealthContext): Bridge[] {
  const [stage, ...others] = stages.filter(({ kind }) => kind === 'mqtt');
  if (!stage || others.length > 0) return [];
  return topics
    .map(topic => ({ topic, limit: `bridge.conservation.${topic.topic}` }))
    .filter(({ limit }) => scope.limits.find(limit) !== undefined)
    .map(({ topic, limit }) => {
      const { subject, missing } = topic;
      return { ...{ subject, missing, limit, topic, stage } };
    });
}

const CONSERVATION: SubjectCheck<Bridge> = {
  id: 'bridge.conservation',
  sources: ['MQTT', 'ListOffsets'],
  judge: ({ topic, stage, limit, subject }, context) => {
    const spanMs = stage.atMs - (stage.sinceMs ?? stage.atMs);
    const grown = grownIn(topic, spanMs);
    const names = {
      topic: name(topic.topic),
      system: name(stage.system),
      owner: name(context.owner),
    };
    const isLong = stage.isConnected && spanMs >= BRIDGE_MS;
    if (!isLong || stage.records === undefined) {
      return notApplicable(say('bridge.conservation.learning', names));
    }
    if (!grown.known) return unknown(grown.missing, subject);
    // Readings that begin later than the reader would count too little.
    if (spanMs - grown.value.spanMs > 2 * context.intervalMs) {
      return notApplicable(say('bridge.conservation.learning', names));
    }
    const sent = stage.records;
    return judgeBridge(
      { sent, got: grown.value.records, spanMs },
      limit,
      names,
      context,
    );
  },
};

function judgeBridge(
  { sent, got, spanMs }: { sent: number; got: number; spanMs: number },
  limit: string,
  names: Parameters<typeof say>[1] & object,
  { scope: { limits } }: HealthContext,
): Judgement {
  const warn = limits.get(limit);
  const critical = limits.get('bridge.shortfall.critical');
  const shortfall = Math.max(0, sent - got);
  const part = sent === 0 ? 0 : shortfall / sent;
  const isCritical = part > numberOf(critical) && shortfall > HANDFUL;
  const isBad = shortfall > Math.max(numberOf(warn) * sent, HANDFUL);
  const values = {
    ...names,
    count: count(sent),
    out: count(got),
    shortfall: count(shortfall),
    share: share(part),
    span: duration(spanMs),
    limit: (isCritical ? critical : warn).value,
  };
  const more = {
    rule: [
      say('bridge.conservation.rule', values),
      say('bridge.conservation.note'),
    ],
    limits: [warn, critical],
    hold: { forMs: isCritical ? BRIDGE_MS : 0 },
  };
  return isBad
    ? judge(
        isCritical ? 'critical' : 'warning',
        say('bridge.conservation', values),
        {
          ...more,
          next: [say('bridge.conservation.next', values)],
        },
      )
    : fine(say('bridge.conservation.ok', values), more);
}

/** The stages before, between and after topics. */
export const STAGES = [
  family('mqtt', stagesOf(['mqtt']), [CONNECTED]),
  family('stage', declaredRatios, [RATIO]),
  family('bridge', declaredBridges, [CONSERVATION]),
];
