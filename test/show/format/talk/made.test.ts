import { expect, test } from 'vitest';
import { madeBy } from '../../../../src/show/format/talk/made.ts';

const made = (script: string) =>
  madeBy(script).map((each) => {
    if (each.is === 'thing') return `${each.kind} ${each.name}`;
    return each.is === 'content' ? `in ${each.namespace}` : `${each.file} in ${each.namespace}`;
  });

test.each([
  ['kubectl create namespace demos', ['namespaces demos']],
  ['kubectl --context x create ns "demos" --save-config', ['namespaces demos']],
  ['kubectl create ns demos --dry-run=client -o yaml', []],
  ['kubectl create ns $NAME; kubectl create ns a-$(date +%s)', []],
  ['kubectl create clusterrole reader --verb=get --resource=pods', ['clusterroles reader']],
  ['kubectl get namespace demos && kubectl delete ns demos', []],
  ['kubectl create configmap settings --from-literal a=b', []],
  ['kubectl create cm settings -n default --from-literal=a=b', ['in default']],
  ['kubectl run web --image=nginx -n demos -- sleep 1', ['in demos']],
  [
    'kubectl apply -f pod.yaml -f "$SCENE_DIR/a b.yaml" -n demos',
    ['pod.yaml in demos', '${SCENE_DIR}/a b.yaml in demos'],
  ],
  ['kubectl apply -f${TALK_DIR}/x,y', ['${TALK_DIR}/x in undefined', 'y in undefined']],
  ['echo kubectl create namespace demos', []],
] as const)('%s', (script, things) => {
  expect(made(script)).toEqual(things);
});

test.each([
  ['docker run -d --name web nginx', ['containers web']],
  ['docker run -dp 80:80 --name=web nginx', ['containers web']],
  ['docker run --rm -tie A=b --network x --name web nginx --name other', ['containers web']],
  ['docker run nginx --name other', []],
  ['docker container create --name web nginx', ['containers web']],
  ['id=$(docker run -d --name "web" nginx)', ['containers web']],
  ['docker run -d --name web-$N nginx', []],
  ['docker network create --driver bridge --internal back', ['networks back']],
  ['docker volume create data && docker volume create --name more', ['volumes data', 'volumes more']],
  ['docker network ls; docker volume rm data; docker rm -f web', []],
  ['# docker run --name web nginx', []],
] as const)('%s', (script, things) => {
  expect(made(script)).toEqual(things);
});
