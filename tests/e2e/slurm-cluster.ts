import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

/** Debian has the daemons where only root looks for commands. */
const path = `${process.env.PATH}:/usr/sbin`;

/** Commands without which there is no cluster: of the packages `slurm-wlm` and `munge`. */
const commands = ['sbatch', 'slurmctld', 'slurmd', 'munged'];

/** Those of the commands that are not installed. */
export const missingCommands = commands.filter(
  (command) => !path.split(':').some((folder) => existsSync(join(folder, command))),
);

export interface SlurmCluster {
  /** What commands are to be told of it. */
  readonly env: Readonly<Record<string, string>>;
  /** What a command of Slurm prints. */
  readonly ask: (command: string, ...args: readonly string[]) => Promise<string>;
}

/** Slurm on this machine alone, with a controller and a node of its own, that ends with the test. */
export async function startCluster(): Promise<SlurmCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-slurm-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await writeConfiguration(folder);
  const env = { PATH: path, SLURM_CONF: join(folder, 'slurm.conf') };
  await startMunge(folder, env);
  start(folder, 'slurmctld', ['-D', '-i'], env);
  start(folder, 'slurmd', ['-D', '-N', 'toy'], env);
  const ask = async (command: string, ...args: readonly string[]): Promise<string> =>
    (await execa(command, args, { env, reject: false })).stdout;
  // What still runs would outlive the daemons.
  onTestFinished(async () => {
    await ask('scancel', '--full', '--signal=KILL', '--user', userInfo().username);
  });
  while (!(await ask('sinfo', '--noheader', '--format=%T')).includes('idle')) await pause(200);
  return { env, ask };
}

async function writeConfiguration(folder: string): Promise<void> {
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
  const [controllerPort, nodePort] = [await freePort(), await freePort()];
  const [host] = hostname().split('.');
  const user = userInfo().username;
  const lines = [
    `ClusterName=toys`,
    `SlurmctldHost=${host}(127.0.0.1)`,
    `SlurmctldPort=${controllerPort}`,
    `SlurmdPort=${nodePort}`,
    `SlurmUser=${user}`,
    `SlurmdUser=${user}`,
    `AuthInfo=socket=${join(folder, 'munge.socket')}`,
    `StateSaveLocation=${join(folder, 'state')}`,
    `SlurmdSpoolDir=${join(folder, 'spool')}`,
    `SlurmctldPidFile=${join(folder, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(folder, 'slurmd.pid')}`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'JobAcctGatherType=jobacct_gather/none',
    'AccountingStorageType=accounting_storage/none',
    'MpiDefault=none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_CPU',
    'KillWait=1',
    // Looks at what waits each second, and not each minute.
    'SchedulerParameters=sched_interval=1,batch_sched_delay=0',
    // Two tasks at once, whatever the machine has.
    'SlurmdParameters=config_overrides',
    `NodeName=toy NodeHostname=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN`,
    'PartitionName=toys Nodes=toy Default=YES MaxTime=INFINITE State=UP',
  ];
  writeFileSync(join(folder, 'slurm.conf'), `${lines.join('\n')}\n`);
}

async function startMunge(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const own = join(folder, 'munge');
  mkdirSync(own, { mode: 0o700 });
  writeFileSync(join(own, 'key'), randomBytes(128), { mode: 0o400 });
  const socket = join(folder, 'munge.socket');
  const files = ['key', 'pid', 'log', 'seed'].map((name) => `--${name}-file=${join(own, name)}`);
  start(folder, 'munged', ['--foreground', '--force', `--socket=${socket}`, ...files], env);
  while (!existsSync(socket)) await pause(50);
}

/** A daemon, ended with the test; what it told is shown where it ended before. */
function start(
  folder: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): void {
  const log = join(folder, `${command}.log`);
  const running = execa(command, args, {
    env,
    reject: false,
    stdin: 'ignore',
    all: true,
    stdout: { file: log },
    stderr: { file: log },
  });
  let over = false;
  onTestFinished(async () => {
    over = true;
    running.kill('SIGTERM');
    await running;
  });
  void running.then(({ exitCode }) => {
    if (!over) process.stderr.write(`${command} ended (${exitCode}):\n${readFileSync(log, 'utf8')}\n`);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
