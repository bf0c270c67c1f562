import type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';

/** What the profile `production` sets where the form says nothing: no record is lost with one broker. */
export const PRODUCTION = {
  kafkaConfig: { replicationFactor: 3, retention: '7d' },
  scaling: { minReplicas: 3, maxReplicas: 5 },
  resources: { cpu: '4000m', memory: '8Gi' },
} satisfies Partial<RealtimePlatformForm>;

/** The form with what its profile sets written out, so that a preview shows it. What the form says wins. */
export function withProfile(form: RealtimePlatformForm): RealtimePlatformForm {
  if (form.profile !== 'production') return form;
  return {
    ...form,
    kafkaConfig: { ...PRODUCTION.kafkaConfig, ...form.kafkaConfig },
    scaling: { ...PRODUCTION.scaling, ...form.scaling },
    resources: { ...PRODUCTION.resources, ...form.resources },
  };
}
