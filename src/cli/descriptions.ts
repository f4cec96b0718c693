/** What the commands do: apart from them, so that `--help` need not load them. */
export const descriptions = {
  init: 'Make a folder a project of claims, with a first one; nothing that is there is changed',
  new: 'Write a claim with its control, and what is missing of its paper; nothing is overwritten',
  list: 'List claims, what they state and their verdicts',
  verify: 'Judge claims: train, decide, write evidence and badges',
  lint: 'Find what is wrong with claim files, controls that could not fail among it, and train nothing',
  show: 'Show the evidence of a claim: from here, else what is published',
  report: 'Write pages of the verdicts, with every seed, control and curve, that open without a server',
  compare: 'Show which verdicts changed between two folders of evidence, as Markdown',
  combine: 'Add up the evidence of runs on other seeds, machines or engines: what they say together',
  publish: 'Copy evidence to the folder of published evidence, by tier and with brief curves',
  tables: 'Write tables, badges and marked numbers into pages, from claim files and published evidence',
  doctor: 'Show what is here: Node, engines and why not, data, threads, versions',
  profile: 'Train an arm of a claim for a few steps and show what its kernels cost',
  bundle: 'Pack claimcheck with its packages and Node into a folder, for a machine that has none of them',
  data: 'Data sets that claims train on: list, fetch',
  completion: 'Print what makes a shell complete commands, options and claims: bash, zsh, fish',
} as const;
