package waymark.stories;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.erasure.Traces;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * One text of a story, to its author and to the team.
 *
 * @param hash SHA-256 of all that readers would see, in hexadecimal digits
 * @param editor null for its author where it was somebody from the team
 * @param agreed whether the author has agreed to exactly this text
 * @param sealed whether somebody has handed it on, so that the next change makes a new text
 */
record StoryText(
        int number,
        @JsonUnwrapped Words words,
        String html,
        String text,
        List<PullQuote> pullQuotes,
        String hash,
        @Nullable Author editor,
        @JsonIgnore AccountId editorId,
        Instant editedAt,
        boolean agreed,
        @JsonIgnore boolean sealed) {

    byte[] sha256() {
        return HexFormat.of().parseHex(hash);
    }

    /** @throws Problem AGREEMENT_NEEDED */
    void requireAgreed() {
        if (!agreed) {
            throw ProblemType.AGREEMENT_NEEDED.because("Its author has not agreed to exactly this text.");
        }
    }

    /** The same without the name of somebody from the team. */
    StoryText toAuthor(Member author) {
        return editorId.equals(author.id())
                ? this
                : new StoryText(number, words, html, text, pullQuotes, hash, null, editorId, editedAt, agreed, sealed);
    }

    /**
     * What somebody writes.
     *
     * @param attributionName null: none chosen
     * @param diagnosis null while it is missing, as are stage and role
     */
    record Words(
            String title,
            String markdown,
            @Nullable String attributionName,
            @Nullable String diagnosis,
            @Nullable String stage,
            List<String> topics,
            @Nullable String role,
            @Nullable Integer treatmentYear,
            @Nullable String nation) {

        static final int LONGEST_TITLE = 200;
        static final int LONGEST_TEXT = 20_000;
        static final int LONGEST_NAME = 40;

        static final Words NONE = new Words("", "", null, null, null, List.of(), null, null, null);

        /** Whether a name that a story is signed with leads to the person. */
        static boolean isNamed(@Nullable String name, Traces traces) {
            return name != null && !traces.without(name, false, LONGEST_NAME).equals(name);
        }

        Words saying(String otherTitle, String otherMarkdown) {
            return new Words(
                    otherTitle, otherMarkdown, attributionName, diagnosis, stage, topics, role, treatmentYear, nation);
        }

        /** The same without the name that its author chose. */
        Words unnamed() {
            return new Words(title, markdown, null, diagnosis, stage, topics, role, treatmentYear, nation);
        }
    }

    /**
     * A span of the plain text, in UTF-16 code units.
     *
     * @param end the first that is not in it
     */
    record PullQuote(String text, int start, int end) {

        static PullQuote in(String plain, int start, int end) {
            return new PullQuote(plain.substring(start, end), start, end);
        }
    }
}
