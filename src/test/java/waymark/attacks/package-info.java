/**
 * Attacks, written down. Each ends in the refusal that the contract has for it, and in one line of the security log that
 * tells what was refused and nothing of what was sent; or it changes nothing, and then the test says so.
 */
@NullMarked
package waymark.attacks;

import org.jspecify.annotations.NullMarked;
