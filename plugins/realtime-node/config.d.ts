export interface Config {
  realtime?: {
    /** Kubernetes clusters that templates create in and pages read from. */
    kubernetes?: {
      /**
       * Clusters by the name that actions and entities use. Without this
       * section, the clusters of type `config` under
       * `kubernetes.clusterLocatorMethods` are used.
       */
      clusters?: {
        [name: string]: {
          /**
           * `https://host:port` of the API server. Never sent to a browser.
           * @visibility backend
           */
          url: string;
          /**
           * Token of a service account.
           * @visibility secret
           */
          serviceAccountToken?: string;
          /**
           * Certificate of the authority, base64 of PEM.
           * @visibility backend
           */
          caData?: string;
          /**
           * The same as a file.
           * @visibility backend
           */
          caFile?: string;
          /** Trust any certificate. For a demo only. Default false. */
          skipTLSVerify?: boolean;
          /** How long one answer may take, in milliseconds. Default 10000. */
          timeoutMs?: number;
          /** Namespaces templates may create in; `*` matches any run of characters. Default all but those of the cluster itself. */
          namespaces?: string[];
          /**
           * Kinds templates may create besides the claims, OAM applications
           * and Kafka topics of this product: `Rollout.argoproj.io`,
           * `ConfigMap`.
           */
          kinds?: string[];
          /**
           * Templates act with the token that their user gives, never with
           * that of the portal. Default false; the cluster of the core
           * Kubernetes plugin says it with its `authProvider`.
           */
          asUser?: boolean;
        };
      };
    };
    /** Under which API the two claims are served. */
    claims?: {
      /**
       * Default `platform.example.org`.
       * @visibility frontend
       */
      group?: string;
      /**
       * Default `v1alpha1`.
       * @visibility frontend
       */
      version?: string;
    };
  };
}
