/** Přednáška, od které lze začít: ode všeho trochu, a zkouška projde v prostředí embedded. */
export const CZECH_EXAMPLE_TALK: Record<string, string> = {
  'talk.md': `---
title: Krátce o kontejnerech
owns:
  containers: [redis]
---

O čem přednáška je, pro toho, kdo čte její složku. Pod owns je, co její kroky na scéně vytvoří:
pycont to před hraním i po něm odstraní.
`,
  '01-ahoj/scene.md': `---
id: ahoj
title: Ahoj, kontejnere
cast: [Vypravěč, Vývojář]
budget: 2m
summary: Kontejner je proces, kolem kterého stojí zdi.
---

# Ahoj, kontejnere

**Vypravěč:** Takhle se píše, co se říká. Začíná to jménem někoho z obsazení.

Odstavec beze jména je scénická poznámka.

<!-- Tohle vidí jen přednášející: pycont notes to ukáže před krokem, který následuje. -->

\`\`\`sh name="rozhlédni se" look exit=0 contains="app"
ls
\`\`\`

**Vývojář (pyšně):** A teď v kontejneru!

\`\`\`sh name="spusť to" exit=0 timeout=60s check="docker inspect redis"
docker run -d --name redis redis:7
\`\`\`

\`\`\`sh name="běží to" look until timeout=30s contains="Up"
docker ps
\`\`\`
`,
  '02-sbohem/scene.md': `---
id: sbohem
title: Odejde, když se řekne
cast: [Vypravěč, Vývojář]
budget: 90s
---

# Odejde, když se řekne

**Vypravěč:** Krok říká, co má způsobit, a pycont to ověří. Tenhle musí být rychlý.

\`\`\`sh name="počítej" background timeout=30s contains="1"
for n in $(seq 1 100); do echo $n; sleep 0.2; done
\`\`\`

\`\`\`sh name="zastav to" exit=0 duration="<5s"
docker stop redis
\`\`\`

\`\`\`stop name="počítej" contains="2" exit=130
\`\`\`

**Vývojář:** Než jsem to dořekl, bylo to pryč.

<!-- Konec. Ukloň se. -->
`,
};
