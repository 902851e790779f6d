import { expect, test } from 'vitest';
import { simpleCommands } from '../../../../src/show/format/talk/shell-words.ts';

const texts = (script: string) => simpleCommands(script).map((words) => words.map(({ text }) => text));

test('commands are found wherever they are in the script', () => {
  expect(texts('a 1; b 2 && c | d 3 & e\nf')).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c'],
    ['d', '3'],
    ['e'],
    ['f'],
  ]);
  expect(texts('if ! a; then X=1 sudo b; fi; (c; d) && { e f; }')).toEqual([
    ['a'],
    ['b'],
    ['fi'],
    ['c'],
    ['d'],
    ['e', 'f'],
  ]);
  expect(texts('id=$(docker run x) ; echo "$(date "+%H")" `uname -a`')).toEqual([
    ['docker', 'run', 'x'],
    ['date', '+%H'],
    ['uname', '-a'],
    ['echo', '', ''],
  ]);
});

test('quotes go, variables stay, and what is known only later is marked', () => {
  expect(texts(`a 'b  c' "d \\"e\\"" f\\ g\\\n h "$SCENE_DIR/x y" \${TALK_DIR}/z $'i'`)).toEqual([
    ['a', 'b  c', 'd "e"', 'f g', 'h', '${SCENE_DIR}/x y', '${TALK_DIR}/z', 'i'],
  ]);
  const unknown = simpleCommands('a b${X:-y} $? d').map((each) => each.map((word) => word.unknown));
  expect(unknown).toEqual([[false, true, true, false]]);
});

test('comments, redirections and here-documents are no commands', () => {
  expect(
    texts(`a >out 2>&1 # docker run --name x
cat <<-'END' | b -f -
docker run --name y
\tEND
c &>log`),
  ).toEqual([['a', 'out', '1'], ['cat'], ['b', '-f', '-'], ['c', 'log']]);
});

test('each word has its place', () => {
  const script = 'a  "b"\n  docker run --name web';
  for (const { text, offset } of simpleCommands(script).flat())
    expect(script.slice(offset).replace(/^"/, '')).toMatch(new RegExp(`^${text}`));
});

test.each(['"', "'", '$(', '`', '${', '<<E', '\\', '$((', 'a "$('])('%s without an end ends', (script) => {
  expect(simpleCommands(script).length).toBeLessThan(3);
});
