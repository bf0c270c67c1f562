export interface Config {
  realtime?: {
    /**
     * Where `realtime:publish:local` puts generated projects, for portals
     * without a Git host. Off until a root is set. What lies there is served
     * to everybody who can reach the backend.
     */
    publishLocal?: {
      /**
       * A folder that exists.
       * @visibility backend
       */
      root: string;
      /**
       * Base of the addresses in the catalog. Default: the scaffolder's own
       * address. Its host has to be in `backend.reading.allow`.
       */
      baseUrl?: string;
      /** Files of one project. Default 2000. */
      maxFiles?: number;
      /** Bytes of one project. Default 52428800. */
      maxBytes?: number;
    };
  };
}
