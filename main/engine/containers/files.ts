// A folder of a container as the guest's own file system shows it: where to look, the script that looks, what it found.

import { z } from 'zod';
import type { FileEntry } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Engine } from '../docker.ts';

/** More bytes of names are cut off in the guest. */
const MAX_LISTING_BYTES = 2_000_000;
/** A message has four million letters, and a control character in a name is six of them. */
const MAX_ENTRIES_LETTERS = 3_000_000;
const MAX_ENTRIES = 10_000;
const NO_FOLDER = 45;
const NO_SUCH_PATH = 44;
const TOO_MANY_LINKS = 40;

const Described = z.object({
  Id: z.string().regex(/^[0-9a-f]{64}$/),
  State: z.object({ Running: z.boolean(), Pid: z.int() }),
  GraphDriver: z.object({
    Name: z.string(),
    Data: z.object({ UpperDir: z.string().optional() }).nullish(),
  }),
  Mounts: z.array(z.object({ Source: z.string().optional(), Destination: z.string() })).nullish(),
});

/**
 * Where a container's files are, as the script's arguments: of one that runs its process has the view; the layers of one
 * that does not are put together again, read-only and for the script alone, with its volumes in their places.
 * @throws E_NOT_FOUND, E_ENGINE_REFUSED for a storage driver without layers of folders
 */
export async function folderPlace(engine: Engine, id: string, path: string): Promise<string[]> {
  const { Id, State, GraphDriver, Mounts } = Described.parse(
    await engine.ask((docker) => docker.getContainer(id).inspect()),
  );
  if (State.Running && State.Pid > 1) return ['running', path, String(State.Pid), Id];
  const layer = /^(\/[^:,\\]+)\/([0-9a-z]+)\/diff$/.exec(GraphDriver.Data?.UpperDir ?? '');
  if (GraphDriver.Name !== 'overlay2' || layer === null)
    throw new SlipwayError(
      'E_ENGINE_REFUSED',
      `files of stopped containers are not shown with storage driver ${GraphDriver.Name}`,
      { hint: 'Start the container to look into it.' },
    );
  const mounts = (Mounts ?? []).flatMap(({ Source, Destination }) =>
    Source === undefined || Source === '' ? [] : [Source, Destination],
  );
  return ['stopped', path, layer[1] ?? '', layer[2] ?? '', ...mounts];
}

/**
 * Run as root in the guest, so it must not be led astray: `resolve` follows links one name at a time and takes those
 * that begin at `/` from the container's root, which the kernel would take from the guest's. What is found is only read.
 * A name holds no `/`, so in `stat`'s lines ` ./` begins a name and nothing else does, whatever line breaks are in it.
 */
export const LIST_SCRIPT = `kind=$1 path=$2; shift 2
resolve() {
  rest=$1 at= hops=0
  while [ -n "$rest" ]; do
    name=\${rest%%/*}
    case $rest in */*) rest=\${rest#*/} ;; *) rest= ;; esac
    case $name in ''|.) continue ;; ..) at=\${at%/*}; continue ;; esac
    if [ -L "$root$at/$name" ]; then
      hops=$((hops + 1)); [ $hops -le 40 ] || exit ${TOO_MANY_LINKS}
      target=$(readlink "$root$at/$name" && echo x) || exit ${NO_SUCH_PATH}
      target=\${target%?x}
      case $target in /*) at= ;; esac
      rest=$target/$rest
    else at=$at/$name; fi
  done
}
list() {
  resolve "$path"
  [ -e "$root$at/." ] || [ -e "$root$at" ] || exit ${NO_SUCH_PATH}
  [ -d "$root$at/" ] || exit ${NO_FOLDER}
  cd "$root$at/" || exit ${NO_SUCH_PATH}
  { find . -mindepth 1 -maxdepth 1 -print0 | xargs -0 -r stat -c '%f %s %Y %n'
    echo //
    find . -mindepth 1 -maxdepth 1 -type l -print0 | xargs -0 -r stat -c '%N'
  } 2>/dev/null | head -c ${MAX_LISTING_BYTES}
}
if [ "$kind" = running ]; then
  grep -q "$2" "/proc/$1/cgroup" || exit ${NO_SUCH_PATH}
  root=/proc/$1/root
  list
  exit
fi
if [ "$kind" = stopped ]; then
  # A mount name space of its own: the mounts are gone with the script, however it ends.
  exec unshare -m sh -c "$SLIPWAY_LIST" sh mounted "$path" "$@"
fi
root=/mnt
cd "$1" && mount -t overlay overlay -o "ro,lowerdir=$2/diff:$(cat "$2/lower")" $root || exit 1
shift 2
while [ $# -ge 2 ]; do
  resolve "$2"
  if [ -e "$1" ] && [ -e "$root$at" ]; then mount -o bind "$1" "$root$at" || exit 1; fi
  shift 2
done
list
`;

/** What the script found. @throws E_NOT_FOUND, E_USAGE for what is no folder, E_ENGINE_REFUSED with the guest's words */
export function parseFolder(
  path: string,
  { code, stdout, stderr }: { code: number; stdout: string; stderr: string },
): { entries: FileEntry[]; truncated: boolean } {
  if (code === NO_FOLDER) throw new SlipwayError('E_USAGE', `${path} is not a folder`);
  if (code === TOO_MANY_LINKS) throw new SlipwayError('E_NOT_FOUND', `${path} is links that go round`);
  if (code === NO_SUCH_PATH) throw new SlipwayError('E_NOT_FOUND', `there is no ${path} in the container`);
  if (code !== 0)
    throw new SlipwayError(
      'E_ENGINE_REFUSED',
      `${path} cannot be listed: ${stderr.trim() || `exit code ${code}`}`,
    );
  const border = stdout.indexOf('//\n');
  // Where the border was cut off, so may the last line have been.
  const found = parseEntries(border < 0 ? stdout.replace(/\n[^\n]*$/, '\n') : stdout.slice(0, border));
  const targets = parseTargets(
    border < 0 ? '' : stdout.slice(border + 3),
    found.filter(({ kind }) => kind === 'link').map(({ name }) => name),
  );
  const entries: FileEntry[] = [];
  let letters = 0;
  for (const entry of found) {
    const linkTarget = targets.get(entry.name);
    const whole = linkTarget === undefined ? entry : { ...entry, linkTarget };
    letters += JSON.stringify(whole).length;
    if (entries.length >= MAX_ENTRIES || letters > MAX_ENTRIES_LETTERS) return { entries, truncated: true };
    entries.push(whole);
  }
  return { entries, truncated: border < 0 };
}

function parseEntries(text: string): FileEntry[] {
  const heads = [...text.matchAll(/^([0-9a-f]+) (\d+) (-?\d+) \.\//gm)];
  return heads.map((head, index) => {
    const [all, rawMode = '0', size = '0', modified = '0'] = head;
    const end = heads[index + 1]?.index ?? text.length;
    const mode = Number.parseInt(rawMode, 16);
    return {
      name: text.slice(head.index + all.length, end).replace(/\n$/, ''),
      kind: KINDS[mode & 0xf000] ?? 'other',
      sizeBytes: Number(size),
      mode: modeText(mode),
      modifiedMs: Number(modified) * 1000,
    };
  });
}

/** S_IFREG, S_IFDIR, S_IFLNK of inode(7). */
const KINDS: Readonly<Record<number, FileEntry['kind']>> = {
  0x8000: 'file',
  0x4000: 'folder',
  0xa000: 'link',
};

/** `rwxr-xr-x`, with `s` and `t` where `ls` has them. */
export function modeText(mode: number): string {
  const letters = 'rwxrwxrwx'
    .split('')
    .map((letter, index) => ((mode & (0o400 >> index)) === 0 ? '-' : letter));
  const special = [
    { bit: 0o4000, at: 2, letter: 's' },
    { bit: 0o2000, at: 5, letter: 's' },
    { bit: 0o1000, at: 8, letter: 't' },
  ];
  for (const { bit, at, letter } of special)
    if ((mode & bit) !== 0) letters[at] = letters[at] === 'x' ? letter : letter.toUpperCase();
  return letters.join('');
}

/** `'./name' -> 'target'`, in the order of the names; a target may hold anything, so each ends where the next name begins. */
function parseTargets(text: string, names: readonly string[]): Map<string, string> {
  const targets = new Map<string, string>();
  let at = 0;
  for (const [index, name] of names.entries()) {
    const head = `'./${name}' -> '`;
    if (!text.startsWith(head, at)) break;
    const next = names[index + 1];
    const end =
      next === undefined ? text.lastIndexOf("'\n") : text.indexOf(`'\n'./${next}' -> '`, at + head.length);
    if (end < at + head.length) break;
    targets.set(name, text.slice(at + head.length, end));
    at = end + 2;
  }
  return targets;
}
