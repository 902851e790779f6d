/** Chyby ve scénách: co čte, kdo píše vlastní přednášku. */
export const CS_SCENES: Record<string, string> = {
  '{file}:{line}:{column}: {problem}': '{file}:{line}:{column}: {problem}',

  // Úvodní hlavička
  'Begin the file with:\n---\nid: run\ntitle: It works on my machine\ncast: [Narrator]\nbudget: 2m30s\n---':
    'Začněte soubor takto:\n---\nid: run\ntitle: U mě to funguje\ncast: [Vypravěč]\nbudget: 2m30s\n---',
  'the front matter is missing': 'chybí úvodní hlavička',
  'the front matter is not closed': 'úvodní hlavička není uzavřená',
  'Close it with a line of ---': 'Uzavřete ji řádkem ---',
  'the front matter is not YAML: {why}': 'úvodní hlavička není YAML: {why}',
  'the front matter has no keys': 'úvodní hlavička nemá žádné klíče',
  "the front matter has an unknown key '{key}'": 'úvodní hlavička má neznámý klíč „{key}“',
  "the front matter has no '{key}'": 'v úvodní hlavičce chybí „{key}“',
  "'{key}' must be a text": '„{key}“ musí být text',
  'Give {key} a value in one line': 'Dejte {key} hodnotu na jednom řádku',
  "the id '{id}' cannot be typed easily": 'id „{id}“ se špatně píše',
  'Use lower-case letters, digits and dashes': 'Použijte malá písmena, číslice a pomlčky',
  "'cast' must be a list of names": '„cast“ musí být seznam jmen',
  'Write it as cast: [Narrator, Hipster]': 'Napište ho jako cast: [Vypravěč, Hipster]',

  // Text
  'nothing happens in this scene': 'v této scéně se nic neděje',
  'Add something said, or a step': 'Přidejte, co se říká, nebo krok',
  'text follows a comment in its line': 'za komentářem na jeho řádku pokračuje text',
  'Put it into a line of its own': 'Dejte ho na vlastní řádek',
  'the comment is not closed': 'komentář není uzavřený',
  'Close it with -->': 'Uzavřete ho pomocí -->',
  'the block is not closed': 'blok není uzavřený',
  'Close it with a line of {marks}': 'Uzavřete ho řádkem {marks}',
  '{character} speaks but is not in the cast': '{character} mluví, ale není v obsazení',
  '{suggestion}. Add the name to the cast in the front matter, or reword the paragraph':
    '{suggestion}. Přidejte jméno k cast v úvodní hlavičce, nebo odstavec přeformulujte',
  '{character} says nothing': '{character} nic neříká',
  'Write the words after the name, in the same paragraph': 'Napište slova za jméno, do stejného odstavce',

  // Bloky a jejich atributy
  "'{text}' is no attribute": '„{text}“ není atribut',
  'Write attributes as name, name=value or name="several words", with spaces between them':
    'Pište atributy jako name, name=value nebo name="several words", oddělené mezerami',
  'the value of {name} has no closing quote': 'hodnota {name} nemá koncové uvozovky',
  'Close it in the same line, and write a quote inside it as \\"':
    'Uzavřete ji na stejném řádku a uvozovky uvnitř pište jako \\"',
  "'{name}' is no attribute of a {language} block": '„{name}“ není atribut bloku {language}',
  '{name} is given twice': '{name} je tu dvakrát',
  'Keep one of the two': 'Nechte jen jedno z nich',
  '{name} needs a value': '{name} potřebuje hodnotu',
  'Write {name}=…': 'Napište {name}=…',
  'Write {name}="…"': 'Napište {name}="…"',
  '{name} takes no value': '{name} nemá hodnotu',
  'empty takes no value': 'empty nemá hodnotu',
  'Write it alone: {name}': 'Napište ho samotné: {name}',
  'Write it alone: empty': 'Napište ho samotné: empty',
  'the command is longer than the 128 kB that Linux takes': 'příkaz je delší než 128 kB, které Linux bere',
  'Shorten it': 'Zkraťte ho',
  "'{language}' is no step, and its attributes are those of one":
    '„{language}“ není krok, a jeho atributy jsou atributy kroku',
  'Begin it with sh, diff or stop, and a space; a block that is only shown has no attributes':
    'Začněte ho slovem sh, diff nebo stop a mezerou; blok, který se jen ukáže, atributy nemá',
  "'{text}' is not bold": '„{text}“ není tučně',
  'Put a space behind it': 'Dejte za to mezeru',
  'a terminal cannot show an image': 'terminál neukáže obrázek',
  'Show it beside pycont, and link it: [words](address)':
    'Ukažte ho vedle pycontu a odkažte na něj: [slova](adresa)',
  'a terminal cannot show a footnote': 'terminál neukáže poznámku pod čarou',
  'Say it in the text': 'Řekněte to v textu',
  'a terminal cannot show HTML': 'terminál neukáže HTML',
  'Write it as Markdown; only comments, <!-- … -->, may be HTML':
    'Napište to jako Markdown; v HTML smějí být jen komentáře, <!-- … -->',
  'a block that begins with backticks has no other backtick in its first line':
    'blok, který začíná zpětnými apostrofy, nemá na prvním řádku žádný další',
  'Begin and end it with {marks}': 'Začněte a ukončete ho pomocí {marks}',
  'here no step can begin': 'tady žádný krok začít nemůže',
  'here no block can begin': 'tady žádný blok začít nemůže',
  'Begin it at the margin, behind an empty line: not in a list, and not quoted':
    'Začněte ho na okraji, za prázdným řádkem: ne v seznamu a ne v citaci',
  'this is a zero byte, and no text': 'tohle je nulový bajt, a ne text',
  'Save the file as UTF-8': 'Uložte soubor jako UTF-8',
  'Put a text file there that you may read': 'Dejte tam textový soubor, který smíte číst',
  "'{value}' is no exit code": '„{value}“ není návratový kód',
  'Write exit=0, another number up to 255, or exit=nonzero':
    'Napište exit=0, jiné číslo do 255, nebo exit=nonzero',
  'Mend the expression, or use contains="…"': 'Opravte výraz, nebo použijte contains="…"',
  "'{value}' is not a valid bound on a duration": '„{value}“ není platná mez pro dobu',
  'Write duration="<1s" or duration=">9s"': 'Napište duration="<1s" nebo duration=">9s"',

  // Kroky
  'the stop block does not say what ends': 'blok stop neříká, co má skončit',
  'Write stop name=load': 'Napište stop name=load',
  '{option} cannot be expected {why}': '{option} nelze čekat {why}',
  'of a step that goes on in the background': 'od kroku, který běží dál na pozadí',
  'of an interactive step: its output goes to the terminal':
    'od interaktivního kroku: jeho výstup jde do terminálu',
  'Expect it where the step ends: stop name=… duration="<1s"':
    'Čekejte to tam, kde krok končí: stop name=… duration="<1s"',
  'Use exit=0 or check="…"': 'Použijte exit=0 nebo check="…"',
  'the sh block is empty': 'blok sh je prázdný',
  'Write the command to run in it': 'Napište do něj příkaz, který se má spustit',
  'the step expects nothing': 'krok nic neočekává',
  'Say what it must cause, for example exit=0; there are: {names}':
    'Řekněte, co musí způsobit, například exit=0; na výběr je: {names}',
  'a background step has no name': 'krok na pozadí nemá jméno',
  'Give it one, for example name=load': 'Dejte mu ho, například name=load',
  'a background step cannot be until or interactive': 'krok na pozadí nemůže být until ani interactive',
  'Leave one of them out': 'Jedno z nich vynechte',
  'an interactive step cannot be repeated': 'interaktivní krok nelze opakovat',
  'Leave out until': 'Vynechte until',
  'a step that waits cannot be {kind}': 'krok, který čeká, nemůže být {kind}',
  "two steps are called '{name}': the other is in line {line}":
    'dva kroky se jmenují „{name}“: druhý je na řádku {line}',
  'Give one of them another name': 'Dejte jednomu z nich jiné jméno',
  'Start it before: sh name=… background': 'Nejdřív ho spusťte: sh name=… background',
  "no background step '{name}' runs here": 'žádný krok na pozadí „{name}“ tu neběží',
  "the step '{name}' only waits": 'krok „{name}“ jen čeká',
  'Mark it wait, or look if it need not hold at the start of later scenes':
    'Označte ho wait, nebo look, pokud to na začátku dalších scén platit nemusí',
  'Did you mean {near}? There are: {names}': 'Měli jste na mysli {near}? Na výběr je: {names}',
  'There are: {names}': 'Na výběr je: {names}',

  // Patche
  'the patch {patch} is missing': 'chybí patch {patch}',
  'Put it beside the scene: {file}': 'Dejte ho vedle scény: {file}',
  'this line is not in {patch}': 'tento řádek v {patch} není',
  'Copy the lines from the patch, or leave the block empty':
    'Zkopírujte řádky z patche, nebo nechte blok prázdný',

  // Překlady
  "the id '{id}' is not that of {file}": 'id „{id}“ není to ze souboru {file}',
  'Write id: {id}': 'Napište id: {id}',
  "the step '{id}' is not in {file}": 'krok „{id}“ v souboru {file} není',
  'Take it out': 'Odstraňte ho',
  "the step '{id}' does not do what it does in {file}": 'krok „{id}“ nedělá to, co v souboru {file}',
  'Copy the command from there': 'Zkopírujte odtamtud příkaz',
  "the step '{id}' has not the attributes that it has in {file}":
    'krok „{id}“ nemá ty atributy, které má v souboru {file}',
  'Copy its first line from there': 'Zkopírujte odtamtud jeho první řádek',
  "the step '{id}' of {file} is missing": 'chybí krok „{id}“ ze souboru {file}',
  'Copy it from there': 'Zkopírujte ho odtamtud',
  '{file}: there is no scene.md beside it': '{file}: není vedle něj scene.md',
  '{file}: there is no scene.md in this folder': '{file}: v této složce není scene.md',
  'Write one, or take the folder out of the talk': 'Napište ho, nebo složku z přednášky odeberte',
  'Write the scene in English first: scene.md': 'Nejdřív scénu napište anglicky: scene.md',

  // Přednáška jako celek
  "{file}: the id '{id}' is already that of {other}": '{file}: id „{id}“ už má {other}',
  'Give one of the scenes another id': 'Dejte jedné z těch scén jiné id',
  'There is no scene in {folder}': 'Ve složce {folder} není žádná scéna',
  'Put each scene into a folder of its own: 01-hello/scene.md':
    'Dejte každou scénu do vlastní složky: 01-hello/scene.md',
  "There is no scene '{id}'": 'Scéna „{id}“ tu není',
  "The scenes' folder {folder} does not exist": 'Složka se scénami {folder} neexistuje',
  "The scenes' folder {folder} is no folder": 'Složka se scénami {folder} není složka',
  "The scenes' folder {folder} cannot be read ({code})": 'Složka se scénami {folder} nejde přečíst ({code})',
  'Name the folder of a talk with --scenes DIR': 'Zadejte složku přednášky pomocí --scenes DIR',
  '{file} cannot be read ({code})': '{file} nejde přečíst ({code})',
};
