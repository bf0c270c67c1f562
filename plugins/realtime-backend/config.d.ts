export interface Config {
  /** Live records from Kafka, MQTT and WebSocket on entity pages. */
  realtime?: {
    kafka?: {
      /** Clusters by the name that annotations use. Addresses never reach a browser. */
      clusters?: {
        [name: string]: {
          /** `host:port` of one or more brokers. */
          brokers: string[];
          /** Name the brokers see in their logs and quotas. Default `backstage-realtime`. */
          clientId?: string;
          /** TLS: `true`, or PEM texts for a private authority or a client certificate. Default false. */
          ssl?:
            | boolean
            | {
                ca?: string;
                /** @visibility secret */
                cert?: string;
                /** @visibility secret */
                key?: string;
                rejectUnauthorized?: boolean;
              };
          sasl?: {
            mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
            username: string;
            /** @visibility secret */
            password: string;
          };
          /** Default 5000. */
          connectTimeoutMs?: number;
          /** Default 30000. */
          requestTimeoutMs?: number;
          /** Reading keys, headers and values. Off until enabled; counts need no switch. */
          records?: { enabled: boolean };
          /** Confluent-style registry for Avro, JSON Schema and Protobuf. */
          schemaRegistry?: {
            url: string;
            username?: string;
            /** @visibility secret */
            password?: string;
            /** Default 3000. */
            timeoutMs?: number;
          };
          /** Reads topic health from exported metrics instead of the brokers. */
          health?: {
            source: 'prometheus';
            /** Base of a Prometheus-compatible API, without `/api/v1`. */
            url: string;
            username?: string;
            /** @visibility secret */
            password?: string;
            /**
             * Sent as bearer token, instead of a name and a password.
             * @visibility secret
             */
            token?: string;
            /**
             * Instead of these, any kind that `realtime.prometheus.instances` takes.
             * @deepVisibility secret
             */
            auth?: { type: string; [key: string]: unknown };
            /** Default 5000. */
            timeoutMs?: number;
            /** Labels that pick the series of this cluster: `{ namespace: kafka }`. */
            labels?: { [name: string]: string };
          };
        };
      };
    };
    mqtt?: {
      brokers?: {
        [name: string]: {
          /** `mqtt://`, `mqtts://`, `ws://` or `wss://`. */
          url: string;
          username?: string;
          /** @visibility secret */
          password?: string;
          records?: { enabled: boolean };
        };
      };
    };
    websocket?: {
      endpoints?: {
        [name: string]: {
          /** `ws://` or `wss://`. */
          url: string;
          /**
           * Sent with the handshake, for the endpoint's own authentication.
           * @deepVisibility secret
           */
          headers?: { [name: string]: string };
          records?: { enabled: boolean };
        };
      };
    };
    access?: {
      /**
       * Lets entities use streams. An annotation is only a wish: without a rule
       * that matches, a stream is refused. `*` matches any run of characters; a
       * field that is left out matches everything.
       */
      allow?: Array<{
        /** Shown in refusals and logs. */
        name: string;
        kinds?: Array<'kafka' | 'mqtt' | 'websocket'>;
        /** Names of clusters, brokers, endpoints. */
        systems?: string[];
        topics?: string[];
        /** Consumer groups whose lag may be shown. */
        groups?: string[];
        /** Owners of the entity: `group:default/team-realtime`. */
        owners?: string[];
        /** Namespaces of the entity. */
        namespaces?: string[];
        /** Refs of entities: `component:default/ping-pong`. */
        entities?: string[];
        /**
         * Rollouts as `cluster/namespace/name`. Left out it matches none, so
         * that a rule about streams lets no rollout through. A rule that names
         * rollouts and no kinds, systems, topics or groups is about no stream.
         */
        rollouts?: string[];
      }>;
    };
    masking?: {
      /**
       * The first policy that covers a stream applies. Under a policy, a value
       * that cannot be decoded is withheld whole.
       */
      policies?: Array<{
        name: string;
        systems?: string[];
        topics?: string[];
        /** `clientIp`, `user.email`, `items[*].sku`, `**.password`. */
        paths?: string[];
        /** Names of headers, in any case. */
        headers?: string[];
        /** Withhold the record key. Default false. */
        maskKey?: boolean;
      }>;
      /** Whether the built-in policy covers what no other one does. Default true. */
      applyDefault?: boolean;
    };
    /** Bounds of the record engine. */
    engine?: {
      /** Raw bytes kept of each topic. Default 16777216. */
      ringBytes?: number;
      /** Age of the oldest record kept. Default 30000. */
      ringMs?: number;
      /** Raw bytes kept of all topics together; at least 1048576. Default 268435456. */
      ringBytesPerProcess?: number;
      /** Bytes a second read from one cluster, broker or endpoint by all pages together; at least 65536. Default 67108864. */
      systemBytesPerSecond?: number;
      /** Encoded bytes kept for viewers that are behind. Default 16777216. */
      laneBytes?: number;
      /** A reader stops this long after its last viewer. Default 30000. */
      lingerMs?: number;
      /** Batches sent ahead of what the page has handled. Default 8. */
      unackedBatches?: number;
      /** Longest time a record waits to be sent with others. Default 250. */
      maxFlushMs?: number;
      /** Share of one core that sending may use before batches grow, 0.01 to 1. Default 0.4. */
      flushBudget?: number;
      /** Largest batch sent to a viewer. Default 524288. */
      batchBytes?: number;
      /** Larger records are shown as a gap. Default 5242880. */
      maxRecordBytes?: number;
      /** Records of history one request reads before it stops and asks. Default 100000. */
      scanBudgetRecords?: number;
    };
    /** Topic health. */
    health?: {
      /** Time between two readings while a Topics tab is open. Default 15000. */
      focusedMs?: number;
      /** The same while only a card or a list shows the verdict. Default 60000. */
      backgroundMs?: number;
      /** A reading younger than this is shown again instead of asking the brokers. Default 5000. */
      freshMs?: number;
      /** A broker that takes longer counts as silent. Default 3000. */
      brokerTimeoutMs?: number;
      /** Topics read of one entity. Default 20. */
      topicsPerEntity?: number;
      /** Groups read of one entity. Default 20. */
      groupsPerEntity?: number;
      /** Entities read at the same time. Default 200. */
      entitiesPerProcess?: number;
      /** Limits of checks, by name: `lag.slo.warn: 15s`, `retention.cliff.warn: 50%`. An annotation of an entity wins. */
      limits?: { [name: string]: string | number };
    };
    /** Rollouts of Argo Rollouts on the clusters under `kubernetes.clusters`. */
    rollouts?: {
      /** Promote, skip, abort and retry from the page. Off until enabled. */
      controls?: { enabled?: boolean };
      /** Time between two lists where the cluster does not let us watch; at least 1000. Default 10000. */
      pollMs?: number;
      /** A watch stops this long after its last viewer. Default 30000. */
      lingerMs?: number;
      /** What the labels of an entity select is looked up again after this. Default 30000. */
      findMs?: number;
      /** Rollouts shown of one entity, at most 100. Default 20. */
      rolloutsPerEntity?: number;
      /** Entities whose rollouts are shown at the same time. Default 200. */
      entitiesPerProcess?: number;
      /** Watches at the same time: four for each namespace that is looked at. Default 200. */
      watchesPerProcess?: number;
      /** Objects kept of one kind in one namespace. Default 5000. */
      objectsPerWatch?: number;
    };
    /** Metrics of rollouts: charts, and the share of requests a canary gets. */
    prometheus?: {
      /** In order: the first whose globs match the cluster and namespace of a rollout answers. */
      instances?: {
        [name: string]: {
          /** Base of a Prometheus-compatible API, without `/api/v1`. */
          url: string;
          /** How the backend proves who it is. Default none. */
          auth?:
            | { type: 'none' }
            | {
                type: 'basic';
                username: string;
                /** @visibility secret */
                password: string;
              }
            | {
                type: 'bearer';
                /** @visibility secret */
                token?: string;
                /** Read again every minute, instead of `token`. */
                file?: string;
              }
            | {
                /** Client credentials. */
                type: 'oauth2';
                tokenUrl: string;
                clientId: string;
                /** @visibility secret */
                clientSecret: string;
                scopes?: string[];
                /** More fields of the form: `audience`. */
                parameters?: { [name: string]: string };
                /** Where the secret goes. Default form. */
                sendIn?: 'form' | 'header';
              }
            | {
                /** Azure Monitor; workload identity in a cluster, otherwise what the environment gives. */
                type: 'azure';
                /** Default public. */
                cloud?: 'public' | 'china' | 'us-government';
                /** Instead of the audience of the cloud. */
                scope?: string;
                clientId?: string;
                tenantId?: string;
              }
            | {
                /** Amazon Managed Prometheus; without keys what the environment gives. */
                type: 'sigv4';
                region: string;
                /** Default aps. */
                service?: string;
                roleArn?: string;
                profile?: string;
                accessKeyId?: string;
                /** @visibility secret */
                secretAccessKey?: string;
              }
            /** A proxy beside the application: `POST /api/v1/query` with `query` alone. */
            | { type: 'sidecar' };
          /** Default 10000. */
          timeoutMs?: number;
          /** Globs over clusters. Default all. */
          clusters?: string[];
          /** Globs over namespaces. Default all. */
          namespaces?: string[];
        };
      };
      /** Sets of queries, beside the shipped ones; an annotation of an entity names one. */
      querySets?: {
        [name: string]: {
          /** In the order of their panels, at most 12. */
          queries: {
            [name: string]: {
              title: string;
              unit:
                | 'per-second'
                | 'share'
                | 'seconds'
                | 'cores'
                | 'bytes'
                | 'records'
                | 'count'
                | 'ratio';
              /** PromQL. `${namespace}`, `${rollout}`, `${hash}` and `${service}` stand inside quotes. */
              expr: string;
              /** A line to draw: a number, or one with a label. */
              limit?: number | { value: number; label?: string };
              /** Leaves the panel out while there is nothing to draw. Default false. */
              optional?: boolean;
            };
          };
        };
      };
      /** Time between two readings while a Canary tab is open. Default 10000. */
      focusedMs?: number;
      /** The same while only a card is. Default 60000. */
      backgroundMs?: number;
      /** Length of the time axis, at most a day. Default 600000. */
      rangeMs?: number;
      /** Time between two points, of which there are at most 600. Default 6000. */
      stepMs?: number;
      /** Time over which the shipped queries take rates: at least two scrapes, better four. Default 60000. */
      rateWindowMs?: number;
      /** Rollouts whose metrics are read at the same time. Default 200. */
      rolloutsPerProcess?: number;
    };
    /** Bounds of sockets and streams. */
    gateway?: {
      /** Origins of pages besides app.baseUrl, backend.baseUrl and backend.cors.origin. */
      allowedOrigins?: string[];
      /** Default 30000. */
      ticketTtlMs?: number;
      /** Default 60. */
      ticketsPerUserPerMinute?: number;
      /** Single records a user may open, each of them a read at the broker. Default 600. */
      inspectionsPerUserPerMinute?: number;
      /** Default 10. */
      socketsPerUser?: number;
      /** Default 2000. */
      socketsPerProcess?: number;
      /** Default 3. */
      streamsPerUser?: number;
      /** Default 20. */
      streamsPerEntity?: number;
      /** Streams of one cluster, broker or endpoint. Default 80. */
      streamsPerSystem?: number;
      /** Default 100. */
      streamsPerProcess?: number;
      /** Default 50. */
      commandsPerSecond?: number;
      /** Default 15000; at least 5000. Pages take a server for silent after 2.5 of them, and quiet streams speak every 10 s. */
      heartbeatMs?: number;
      /** How often running streams are authorised again. Default 60000. */
      reauthoriseMs?: number;
      /** A stream nobody uses is paused after this. Default 900000. */
      idleMs?: number;
      /** Longest life of one socket. Default 14400000. */
      lifetimeMs?: number;
      /** Unsent bytes above which batches wait. Default 1048576. */
      bufferedSoftBytes?: number;
      /** Unsent bytes above which the socket is cut. Default 4194304. */
      bufferedHardBytes?: number;
      /** A socket that takes nothing for this long is cut. Default 10000. */
      stalledMs?: number;
    };
  };
}
