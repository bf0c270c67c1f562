export interface Config {
  catalog?: {
    providers?: {
      /** Kafka topics as entities of kind Resource and type kafka-topic. */
      realtimeKafkaTopics?: {
        [id: string]: {
          /** Name of the cluster under realtime.kafka.clusters. Default: the id. */
          cluster?: string;
          /** Topics to show; `*` matches any run of characters. Default: all but internal ones. */
          include?: string[];
          /** Topics to leave out. */
          exclude?: string[];
          /** The first entry that matches a topic names its owner. */
          owners?: Array<{
            topics: string[];
            /** `group:default/team-realtime` */
            owner: string;
          }>;
          /** Owner of every other topic: `group:default/platform-team`. */
          defaultOwner: string;
          /** System the topics belong to. */
          system?: string;
          /** How often the cluster is asked. Default: every 5 minutes, given up after 1. */
          schedule?: {
            frequency: object | string;
            timeout: object | string;
            initialDelay?: object | string;
            scope?: 'global' | 'local';
          };
        };
      };
      /** Claims and OAM applications of Kubernetes clusters as entities of kind Resource, by watch. */
      realtimeClaims?: {
        [id: string]: {
          /** Name of the cluster under realtime.kubernetes.clusters. Default: the id. */
          kubernetesCluster?: string;
          /** Name of the cluster under realtime.kafka.clusters that has the topics of these claims. With it, entities declare those topics, and what the cluster does not have is a finding. */
          kafkaCluster?: string;
          /** At most 20. Default: the whole cluster, for which the credential needs to list across namespaces. */
          namespaces?: string[];
          /** Default: all three. `Application` is that of core.oam.dev. */
          kinds?: Array<
            'ApplicationClaim' | 'RealtimePlatformClaim' | 'Application'
          >;
          /** Owner of what has no annotation `backstage-realtime.io/owner`: `group:default/platform-team`. */
          defaultOwner: string;
          /** System of what has no annotation `backstage-realtime.io/system`. */
          system?: string;
          /** Objects of one kind in one namespace, or in the cluster where none is named. Default 2000, at most 20000. */
          maxObjects?: number;
        };
      };
    };
  };
}
