/**
 * Finds out what a text speaks of. The knowledge is data (word lists, phrases and rules of a catalogue version); this is
 * the machine that reads it: text to sentences of tokens, phrases over tokens, and a judgement of each find in its
 * sentence. Nothing here knows the database or HTTP.
 */
@NullMarked
package waymark.signposting.matching;

import org.jspecify.annotations.NullMarked;
