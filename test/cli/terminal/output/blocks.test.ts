import { expect, test } from 'vitest';
import { drawn, lines } from './drawn.ts';

const ENGLISH = `
**Narrator:** A *container* is a **process** with walls around it, says [the book](https://example.org/book).

9. build an image, which weighs more than the product that it was made for
10. push it

> Somebody else collects the logs. That is the deal, and it has been the deal since 2012.

| Pod | Restarts | What happened |
| --- | ---: | --- |
| kad | 12 | It ended itself, one time in a hundred, since a blog post called it self-care |
| redis | 0 | nothing |

***
`;

const CZECH = `
**Vypravěč:** *Kontejner* je **proces**, který má kolem sebe zdi, píše se v\u00A0[knize](https://example.org/kniha).

9. postavit image, který váží víc než produkt, kvůli kterému vznikl
10. poslat ho do registru

> Logy sbírá někdo jiný. Tak zní dohoda, a\u00A0platí už od roku 2012 ve\u00A0všech kancelářích.

| Pod | Restarty | Co se stalo |
| --- | ---: | --- |
| kad | 12 | Ukončil se sám, jednou ze sta pokusů, protože to na blogu nazvali péčí o\u00A0sebe |
| redis | 0 | nic |

***
`;

test('at 60 columns', () => {
  expect(lines(ENGLISH, 60)).toEqual(
    drawn(`
  Narrator    A container is a process with walls around
              it, says the book
              (https://example.org/book).

   9. build an image, which weighs more than the product
      that it was made for
  10. push it

  ┃ Somebody else collects the logs. That is the deal, and
  ┃ it has been the deal since 2012.

  ┌───────┬──────────┬───────────────────────────────────┐
  │ Pod   │ Restarts │ What happened                     │
  ├───────┼──────────┼───────────────────────────────────┤
  │ kad   │       12 │ It ended itself, one time in a    │
  │       │          │ hundred, since a blog post called │
  │       │          │ it self-care                      │
  ├───────┼──────────┼───────────────────────────────────┤
  │ redis │        0 │ nothing                           │
  └───────┴──────────┴───────────────────────────────────┘

  ────────────────────────────────────────────────────────
`),
  );
  expect(lines(CZECH, 60)).toEqual(
    drawn(`
  Vypravěč    Kontejner je proces, který má kolem sebe
              zdi, píše se v␣knize
              (https://example.org/kniha).

   9. postavit image, který váží víc než produkt, kvůli
      kterému vznikl
  10. poslat ho do registru

  ┃ Logy sbírá někdo jiný. Tak zní dohoda, a␣platí už od
  ┃ roku 2012 ve␣všech kancelářích.

  ┌───────┬──────────┬───────────────────────────────────┐
  │ Pod   │ Restarty │ Co se stalo                       │
  ├───────┼──────────┼───────────────────────────────────┤
  │ kad   │       12 │ Ukončil se sám, jednou ze sta     │
  │       │          │ pokusů, protože to na blogu       │
  │       │          │ nazvali péčí o␣sebe               │
  ├───────┼──────────┼───────────────────────────────────┤
  │ redis │        0 │ nic                               │
  └───────┴──────────┴───────────────────────────────────┘

  ────────────────────────────────────────────────────────
`),
  );
});

test('at 80 columns', () => {
  expect(lines(ENGLISH, 80)).toEqual(
    drawn(`
  Narrator    A container is a process with walls around it, says the book
              (https://example.org/book).

   9. build an image, which weighs more than the product that it was made for
  10. push it

  ┃ Somebody else collects the logs. That is the deal, and it has been the
  ┃ deal since 2012.

  ┌───────┬──────────┬───────────────────────────────────────────────────────┐
  │ Pod   │ Restarts │ What happened                                         │
  ├───────┼──────────┼───────────────────────────────────────────────────────┤
  │ kad   │       12 │ It ended itself, one time in a hundred, since a blog  │
  │       │          │ post called it self-care                              │
  ├───────┼──────────┼───────────────────────────────────────────────────────┤
  │ redis │        0 │ nothing                                               │
  └───────┴──────────┴───────────────────────────────────────────────────────┘

  ────────────────────────────────────────────────────────────────────────────
`),
  );
  expect(lines(CZECH, 80)).toEqual(
    drawn(`
  Vypravěč    Kontejner je proces, který má kolem sebe zdi, píše se v␣knize
              (https://example.org/kniha).

   9. postavit image, který váží víc než produkt, kvůli kterému vznikl
  10. poslat ho do registru

  ┃ Logy sbírá někdo jiný. Tak zní dohoda, a␣platí už od roku 2012 ve␣všech
  ┃ kancelářích.

  ┌───────┬──────────┬───────────────────────────────────────────────────────┐
  │ Pod   │ Restarty │ Co se stalo                                           │
  ├───────┼──────────┼───────────────────────────────────────────────────────┤
  │ kad   │       12 │ Ukončil se sám, jednou ze sta pokusů, protože to na   │
  │       │          │ blogu nazvali péčí o␣sebe                             │
  ├───────┼──────────┼───────────────────────────────────────────────────────┤
  │ redis │        0 │ nic                                                   │
  └───────┴──────────┴───────────────────────────────────────────────────────┘

  ────────────────────────────────────────────────────────────────────────────
`),
  );
});

test('at 100 columns', () => {
  expect(lines(ENGLISH, 100)).toEqual(
    drawn(`
  Narrator    A container is a process with walls around it, says the book
              (https://example.org/book).

   9. build an image, which weighs more than the product that it was made for
  10. push it

  ┃ Somebody else collects the logs. That is the deal, and it has been the
  ┃ deal since 2012.

  ┌───────┬──────────┬───────────────────────────────────────────────────────────────────────────┐
  │ Pod   │ Restarts │ What happened                                                             │
  ├───────┼──────────┼───────────────────────────────────────────────────────────────────────────┤
  │ kad   │       12 │ It ended itself, one time in a hundred, since a blog post called it       │
  │       │          │ self-care                                                                 │
  ├───────┼──────────┼───────────────────────────────────────────────────────────────────────────┤
  │ redis │        0 │ nothing                                                                   │
  └───────┴──────────┴───────────────────────────────────────────────────────────────────────────┘

  ────────────────────────────────────────────────────────────────────────────
`),
  );
  expect(lines(CZECH, 100)).toEqual(
    drawn(`
  Vypravěč    Kontejner je proces, který má kolem sebe zdi, píše se v␣knize
              (https://example.org/kniha).

   9. postavit image, který váží víc než produkt, kvůli kterému vznikl
  10. poslat ho do registru

  ┃ Logy sbírá někdo jiný. Tak zní dohoda, a␣platí už od roku 2012 ve␣všech
  ┃ kancelářích.

  ┌───────┬──────────┬───────────────────────────────────────────────────────────────────────────┐
  │ Pod   │ Restarty │ Co se stalo                                                               │
  ├───────┼──────────┼───────────────────────────────────────────────────────────────────────────┤
  │ kad   │       12 │ Ukončil se sám, jednou ze sta pokusů, protože to na blogu nazvali péčí    │
  │       │          │ o␣sebe                                                                    │
  ├───────┼──────────┼───────────────────────────────────────────────────────────────────────────┤
  │ redis │        0 │ nic                                                                       │
  └───────┴──────────┴───────────────────────────────────────────────────────────────────────────┘

  ────────────────────────────────────────────────────────────────────────────
`),
  );
});
