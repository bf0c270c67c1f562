import {
  createDefaultHttpClient,
  type HttpClient,
} from '@azure/core-rest-pipeline';

/** Sends what is meant for any authority of Azure to a server on this machine. */
export function localAuthority(url: string): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest: request => {
      const { pathname, search } = new URL(request.url);
      request.url = `${url}${pathname}${search}`;
      request.allowInsecureConnection = true;
      return client.sendRequest(request);
    },
  };
}
