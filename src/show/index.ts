/** A show: the format of a scene, the player, the journal, rehearsals. */
