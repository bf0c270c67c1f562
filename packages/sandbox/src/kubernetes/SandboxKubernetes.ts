import {
  PlatformControllers,
  type PlatformOptions,
} from './controllers/PlatformControllers';
import { seedPlatforms } from './controllers/seedPlatforms';
import { KubernetesApi } from './KubernetesApi';
import { defaultDefinitionsDir, readComposites } from './kinds/compositeKinds';
import { FREE_KINDS } from './kinds/freeKinds';

export interface SandboxKubernetesOptions {
  /** Default: any free one. */
  port?: number;
  /** Folder of composite resource definitions; default `platform/xrds`. */
  definitionsDir?: string;
  /** Platforms that stay Creating for ever; default `never-ready`. */
  neverReadyPlatforms?: string[];
  /** Claims of one kind a namespace may hold; default 20. */
  maxClaims?: number;
}

/** What another process needs to use the API. */
export interface KubernetesStatus {
  url: string;
  /** Certificate of its authority, base64 of PEM. */
  caData: string;
  /** May do everything. */
  token: string;
  /** May read everything but secrets. */
  readOnlyToken: string;
  /** May nothing. */
  powerlessToken: string;
  /** Services that run for claims. */
  services: number;
}

const DEFAULT_MAX_CLAIMS = 20;
/** Beside `default`; where teams of the demo work. */
const NAMESPACE = 'realtime';

/** The API, the platform behind it, and one platform to begin with in each namespace. */
export class SandboxKubernetes {
  private constructor(
    readonly api: KubernetesApi,
    private readonly controllers: PlatformControllers,
  ) {}

  static async start(
    platform: Pick<PlatformOptions, 'addresses' | 'startService'>,
    options: SandboxKubernetesOptions = {},
  ): Promise<SandboxKubernetes> {
    const { definitionsDir, maxClaims = DEFAULT_MAX_CLAIMS, port } = options;
    const composites = await readComposites(
      definitionsDir ?? defaultDefinitionsDir(),
    );
    const api = await KubernetesApi.start({
      port,
      namespaces: [NAMESPACE],
      definitions: [...composites, ...FREE_KINDS],
      quotas: {
        'applicationclaims.platform.example.org': maxClaims,
        'realtimeplatformclaims.platform.example.org': maxClaims,
      },
    });
    try {
      const { neverReadyPlatforms } = options;
      const controllers = new PlatformControllers(api, {
        ...platform,
        neverReadyPlatforms,
      });
      seedPlatforms(api, ['default', NAMESPACE]);
      return new SandboxKubernetes(api, controllers);
    } catch (error) {
      await api.close();
      throw error;
    }
  }

  get status(): KubernetesStatus {
    const { tokens } = this.api;
    const { url, caData, serviceAccountToken } = this.api.settingsOf('admin');
    return {
      url,
      caData,
      token: serviceAccountToken,
      readOnlyToken: tokens.readOnly,
      powerlessToken: tokens.powerless,
      services: this.controllers.serviceCount,
    };
  }

  /** Services first, so that nobody watches half of it end. */
  async stop(): Promise<void> {
    await this.controllers.stop();
    await this.api.close();
  }
}
