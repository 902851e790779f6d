/** A talk to start from: it uses most features, and can be rehearsed on the embedded stage. */
export const EXAMPLE_TALK: Record<string, string> = {
  'talk.md': `---
title: Containers in short
owns:
  containers: [redis]
---

What the talk is about, for readers of its folder. "owns" names what its steps create on the stage:
pycont removes it before the talk is played, and afterwards.
`,
  '01-hello/scene.md': `---
id: hello
title: Hello, container
cast: [Narrator, Developer]
budget: 2m
summary: A container is a process with walls around it.
---

# Hello, container

**Narrator:** This is what is said. It begins with the name of a character in the cast.

A paragraph without a name is a stage direction.

<!-- This is a note for the speaker alone: pycont notes shows it before the step that follows. -->

\`\`\`sh name="look around" look exit=0 contains="app"
ls
\`\`\`

**Developer (proudly):** Now in a container!

\`\`\`sh name="run it" exit=0 timeout=60s check="docker inspect redis"
docker run -d --name redis redis:7
\`\`\`

\`\`\`sh name="it is up" look until timeout=30s contains="Up"
docker ps
\`\`\`
`,
  '02-goodbye/scene.md': `---
id: goodbye
title: It leaves when asked
cast: [Narrator, Developer]
budget: 90s
---

# It leaves when asked

**Narrator:** A step says what it must cause, and pycont checks it. This one must be quick.

\`\`\`sh name=count background timeout=30s contains="1"
for n in $(seq 1 100); do echo $n; sleep 0.2; done
\`\`\`

\`\`\`sh name="stop it" exit=0 duration="<5s"
docker stop redis
\`\`\`

\`\`\`stop name=count contains="2" exit=130
\`\`\`

**Developer:** It left before I finished my sentence.

<!-- The end. Bow. -->
`,
};
