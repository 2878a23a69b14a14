package waymark.accounts;

/**
 * What one hash of a password costs whoever computes it, and whoever tries to guess.
 *
 * @param memoryKib in KiB, for as long as the hash takes
 * @param passes over that memory
 */
public record HashCost(int memoryKib, int passes) {

    /** 19 MiB and two passes: the first choice of the OWASP password storage cheat sheet for Argon2id with one lane. */
    public static final HashCost RECOMMENDED = new HashCost(19_456, 2);
}
