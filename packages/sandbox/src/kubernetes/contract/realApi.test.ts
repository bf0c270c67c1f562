import { spawnSync } from 'node:child_process';
import { RealKubernetes } from '../real/RealKubernetes';
import { connectExternal } from './testUtils/externalApi';
import { kubernetesContract } from './kubernetesContract';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
/** Not KUBECONFIG itself, which may well point at a cluster that matters. */
const kubeconfig = process.env.REALTIME_KUBECONFIG;
const isHere = spawnSync('/bin/sh', ['-c', 'go version']).status === 0;

kubernetesContract(
  kubeconfig ? 'your own cluster' : 'kube-apiserver',
  () =>
    kubeconfig ? connectExternal(kubeconfig) : RealKubernetes.start(report),
  kubeconfig || isHere || isRequired ? describe : describe.skip,
);

/** A build takes minutes, so it is said what is waited for. */
function report(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
