/** What a scene needs of the world, and the two worlds that give it. */
