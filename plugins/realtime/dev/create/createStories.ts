import type { CreateMood } from './StaticCreateApi';

/** A form in one state. */
export interface CreateStory {
  path: string;
  title: string;
  mood: CreateMood;
  /** What was answered before. */
  answers: Record<string, string>;
  /** Only the page of the review, as templates have it at the end. */
  isReview?: boolean;
  /** A sentence that the page says. */
  says: RegExp | string;
}

const FREE = {
  name: 'ping-orders',
  kubernetesCluster: 'prod-eu1',
  namespace: 'default',
  kafkaCluster: 'prod-eu1',
  mqttBroker: 'factory',
  retention: '24h',
  secret: 'broker-users/password',
};

/** Every state of the form fields. */
export const createStories: CreateStory[] = [
  {
    path: 'create-free',
    title: 'Form: all names are free',
    mood: 'answers',
    answers: FREE,
    says: /^Free in the catalog/,
  },
  {
    path: 'create-taken',
    title: 'Form: the name is taken',
    mood: 'answers',
    answers: { ...FREE, name: 'taken-orders' },
    says: /^Taken in the catalog by component:default\/taken-orders/,
  },
  {
    path: 'create-mistakes',
    title: 'Form: every field has a mistake',
    mood: 'answers',
    answers: {
      name: 'Ping_Orders',
      kubernetesCluster: 'prod-eu1',
      namespace: 'kube-system',
      kafkaCluster: 'other',
      mqttBroker: 'other',
      topic: '__orders',
      retention: '1.5h',
      secret: 'postgres://app:example@db/orders',
    },
    says: /^This looks like a secret itself/,
  },
  {
    path: 'create-asking',
    title: 'Form: nothing is answered yet',
    mood: 'silent',
    answers: FREE,
    says: 'Asking where this name is in use',
  },
  {
    path: 'create-forbidden',
    title: 'Form: the reader may not create',
    mood: 'refuses',
    answers: FREE,
    says: /^Not known whether it is free: Missing permission/,
  },
  {
    path: 'create-away',
    title: 'Form: the cluster does not answer',
    mood: 'away',
    answers: FREE,
    says: /^Not known what prod-eu1 would do: it does not answer/,
  },
  {
    path: 'create-review',
    title: 'Review: changes a live object',
    mood: 'answers',
    answers: FREE,
    isReview: true,
    says: 'Partitions of ping-orders-ping grow from 3 to 6',
  },
  {
    path: 'create-review-commit',
    title: 'Review: nothing is applied',
    mood: 'answers',
    answers: { ...FREE, kubernetesCluster: '' },
    isReview: true,
    says: /^Written into the repository only/,
  },
  {
    path: 'create-review-conflict',
    title: 'Review: another manager has a field',
    mood: 'conflict',
    answers: FREE,
    isReview: true,
    says: 'Server dry run refused',
  },
  {
    path: 'create-review-user',
    title: 'Review: the cluster wants a token of the user',
    mood: 'asUser',
    answers: FREE,
    isReview: true,
    says: 'Server dry run not done',
  },
];
