import type { Evidence } from '#claim';

type Judged = Pick<Evidence, 'verdict' | 'protocol'>;

/** The verdict in words: what was refuted with a stand-in for the paper's data or model is refuted at that scale alone. */
export function verdictWords({ verdict, protocol }: Judged): string {
  return verdict === 'refuted' && protocol?.fidelity === 'proxy' ? 'refuted at this scale' : verdict;
}

/** How near the protocol is to the paper's, in a word; empty where nothing is trained, or the claim does not say. */
export function fidelityWord({ protocol }: Pick<Evidence, 'protocol'>): string {
  return protocol === undefined || protocol.fidelity === 'theorem' ? '' : protocol.fidelity;
}

/** The tier, with the fidelity that its protocol has. */
export function tierWords({ tier, ...evidence }: Pick<Evidence, 'tier' | 'protocol'>): string {
  return [tier, fidelityWord(evidence)].filter((word) => word !== '').join(', ');
}

const meanings: Readonly<Record<NonNullable<Evidence['protocol']>['fidelity'], string>> = {
  exact: 'architecture, data and measure are the paper’s',
  scaled: 'the paper’s kind of model and of data, smaller',
  proxy: 'data or a model that stand in for the paper’s',
  theorem: 'nothing is trained: the statement is tried on generated cases',
};

/** The same in a sentence with what differs, a line each. */
export function protocolLines({ protocol }: Pick<Evidence, 'protocol'>): string[] {
  if (!protocol) return ['not stated: the claim does not say how near its protocol is to the paper’s'];
  const { fidelity, generated, differences } = protocol;
  const own = generated ? '; data are generated, as the paper’s are' : '';
  return [`${fidelity}: ${meanings[fidelity]}${own}`, ...differences];
}
