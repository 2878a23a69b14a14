package waymark.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static final Map<String, String> MEMBERS = Map.of(
            "alice",
            "Alice",
            "bob",
            "bob",
            "zo",
            "Zo",
            "heron-at_dawn",
            "Heron-at_Dawn",
            "mary_ann_lee",
            "mary_ann_lee");

    /** The longest post. */
    private static final int LONGEST = 32_000;

    // Mentions

    @Test
    void aMemberIsFoundInAnyCaseAndShownAsWritten() {
        var html = html("@ALICE and @aLiCe and @bob");
        assertEquals(
                List.of("/members/Alice", "/members/Alice", "/members/bob"),
                html.select("a.mention").eachAttr("href"));
        assertEquals(
                List.of("@ALICE", "@aLiCe", "@bob"), html.select("a.mention").eachText());
    }

    @Test
    void namesAreToldOnceInLowerCaseInTheirOrder() {
        assertEquals(
                List.of("bob", "alice", "carol"),
                List.copyOf(Markdown.parse("@Bob @ALICE @bob @carol @alice").namesMentioned()));
    }

    @Test
    void namesNobodyHasStayText() {
        assertEquals("<p>Hello &#64;carol, hello &#64;dave.</p>\n", source("Hello @carol, hello @dave."));
        assertEquals("Hello @carol, hello @dave.", text("Hello @carol, hello @dave."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@alice",
                "@alice.",
                "@alice, hello",
                "@alice!",
                "@alice?",
                "@alice:",
                "@alice;",
                "@alice's",
                "@alice…",
                "@alice-",
                "@alice_",
                "@alice\\",
                "(@alice)",
                "[@alice]",
                "\"@alice\"",
                "—@alice—",
                "👋@alice👋",
                ":wave:@alice:wave:",
                "**@alice**",
                "_@alice_",
                "~~@alice~~",
                "**@ali**ce @alice",
                "- @alice",
                "1. @alice",
                "> @alice",
                "# @alice",
                "@alice\nhello",
                "hello\n@alice"
            })
    void whatIsAroundANameIsNotPartOfIt(String markdown) {
        assertEquals(List.of("/members/Alice"), mentioned(markdown));
    }

    @Test
    void hyphensAndUnderscoresInsideOfANameArePartOfIt() {
        assertEquals(
                List.of("/members/Heron-at_Dawn", "/members/mary_ann_lee", "/members/mary_ann_lee"),
                mentioned("@heron-at_dawn and @mary_ann_lee_ and @mary_ann_lee-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@alice @bob", "@alice, @bob", "@alice,@bob", "@alice\n@bob", "*@alice*@bob", "(@alice)(@bob)"})
    void twoInARowAreTwo(String markdown) {
        assertEquals(List.of("/members/Alice", "/members/bob"), mentioned(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@alicex",
                "@alice1",
                "@alice-b",
                "@alice_b",
                "@alice--b",
                "@ alice",
                "@",
                "@a",
                "@-alice",
                "@_alice"
            })
    void anotherNameIsNobodyElse(String markdown) {
        assertEquals(List.of(), mentioned(markdown));
        assertEquals(markdown, text(markdown));
    }

    /** Nobody is called in for a name of which theirs is only the beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"@Zoë", "@alicé", "@Zoёв", "@zo\u0301", "@alice-this-is-a-name-too-long-for-anybody"})
    void onlyAWholeNameIsAName(String markdown) {
        assertEquals(Set.of(), Markdown.parse(markdown).namesMentioned());
    }

    @Test
    void aNameHasThirtyLettersAtTheMost() {
        var longest = "a".repeat(30);
        assertEquals(Set.of(longest), Markdown.parse("@" + longest).namesMentioned());
        assertEquals(Set.of(), Markdown.parse("@" + longest + "a").namesMentioned());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ask @alice](https://example.org)",
                "[*ask* **@alice**](https://example.org)",
                "[@alice][1]\n\n[1]: https://example.org",
                "https://example.org/@alice",
                "<https://example.org/@alice>",
                "![@alice](https://example.org/alice.png)"
            })
    void aLinkIsNoMention(String markdown) {
        assertEquals(Set.of(), Markdown.parse(markdown).namesMentioned());
        assertEquals(List.of(), mentioned(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`@alice`",
                "``@alice ` @bob``",
                "    @alice",
                "```\n@alice\n```",
                "~~~ @alice\n@alice\n~~~",
                "> ```\n> @alice"
            })
    void codeIsNoMention(String markdown) {
        assertEquals(Set.of(), Markdown.parse(markdown).namesMentioned());
        assertEquals(List.of(), mentioned(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@alice.org",
                "<bob@alice.org>",
                "Write to bob@alice.org, please",
                "bob@alice",
                "b.o.b.@alice",
                "bob_@alice",
                "bob-@alice",
                "5@alice",
                "ü@alice",
                "@@alice",
                "/@alice",
                "@alice@example.org"
            })
    void anEmailAddressIsNoMention(String markdown) {
        assertEquals(Set.of(), Markdown.parse(markdown).namesMentioned());
        assertEquals(List.of(), mentioned(markdown));
    }

    // Shortcodes

    @Test
    void knownShortcodesBecomeWhatTheyMean() {
        assertEquals("👋 🎉👋 👍!", text(":wave: :tada::wave: **:+1:**!"));
        assertEquals("👋 👋", html("- :wave: _:wave:_").wholeText().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":nobody-knows-this:",
                ":WAVE:",
                ":wa ve:",
                ": wave:",
                ":wave",
                "wave:",
                "::",
                ":::",
                "at 10:30:15 sharp"
            })
    void unknownShortcodesStay(String markdown) {
        assertEquals(markdown, text(markdown));
        assertEquals(markdown, html(markdown).wholeText().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"`:wave:`", "    :wave:", "```\n:wave:\n```"})
    void codeIsNoShortcode(String markdown) {
        assertEquals(":wave:", html(markdown).select("code").text());
    }

    @Test
    void anAddressIsNoShortcode() {
        assertEquals(
                List.of("https://example.org/:wave:/x"),
                html("https://example.org/:wave:/x").select("a").eachAttr("href"));
    }

    // Images and links

    @Test
    void imagesBecomeLinks() {
        assertEquals(
                "<p><a href=\"https://example.org/x.png\" rel=\"nofollow noopener ugc\">the <em>view</em></a></p>\n",
                source("![the *view*](https://example.org/x.png \"a title\")"));
        assertEquals("the view (https://example.org/x.png)", text("![the *view*](https://example.org/x.png)"));
    }

    @Test
    void anImageWithoutWordsBecomesItsAddress() {
        assertEquals(
                "<p><a href=\"https://example.org/x.png\" rel=\"nofollow noopener ugc\">https://example.org/x.png</a></p>\n",
                source("![](https://example.org/x.png)"));
        assertEquals("https://example.org/x.png", text("![](https://example.org/x.png)"));
    }

    @Test
    void imagesInsideOfImagesBecomeLinksToo() {
        var html = html("![out ![in](https://example.org/in.png)](https://example.org/out.png)");
        assertEquals("out in", html.wholeText().strip());
        assertEquals("https://example.org/out.png", html.select("a").attr("href"));
        assertEquals(List.of(), html.select("img"));
    }

    /** A link in a link is two links to a browser, and one of them has nothing to click on. */
    @Test
    void anImageInALinkLeavesNoLinkWithoutWords() {
        var html = html("[![the view](https://example.org/x.png)](https://example.org)");
        assertEquals("the view", html.wholeText().strip());
        assertEquals(List.of(), html.select("a:empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ",", ";", ":", "!", "?", ")", "\"", "'", ".)", "...", "!?"})
    void punctuationBehindAnAddressIsNotPartOfIt(String punctuation) {
        var markdown = "See https://example.org/a" + punctuation + " there";
        assertEquals(
                List.of("https://example.org/a"), html(markdown).select("a").eachAttr("href"));
        assertEquals(markdown, html(markdown).wholeText().strip());
        assertEquals(markdown, text(markdown));
    }

    @Test
    void addressesBecomeLinks() {
        assertEquals(
                List.of(
                        "https://example.org/f_(g)",
                        "http://www.example.org",
                        "mailto:info@example.org",
                        "https://example.org/h"),
                html("https://example.org/f_(g) www.example.org info@example.org **https://example.org/h**")
                        .select("a")
                        .stream()
                        .map(link -> link.attr("href").replace("%28", "(").replace("%29", ")"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org", "http://example.org", "mailto:info@example.org", "tel:+441234567890"})
    void whatIsAllowedToBeALinkIsOne(String address) {
        assertEquals(
                List.of(address), html("[words](" + address + ")").select("a").eachAttr("href"));
    }

    // Blocks and breaks

    @Test
    void lineBreaksAreKept() {
        assertEquals(
                "<p>one<br />\ntwo<br />\nthree<br />\nfour</p>\n<p>five</p>\n",
                source("one\ntwo  \nthree\\\nfour\n\n\n\nfive"));
        assertEquals("one\ntwo\nthree\nfour\n\nfive", text("one\ntwo  \nthree\\\nfour\n\n\n\nfive"));
        assertEquals(source("one\ntwo\n\nthree"), source("one\r\ntwo\r\n\r\nthree"));
        assertEquals(source("one\ntwo\n\nthree"), source("one\rtwo\r\rthree"));
    }

    @Test
    void listsAreLists() {
        assertEquals("<ul><li>one</li><li>two</li></ul>\n", source("- one\n- two"));
        assertEquals("<ol><li>one</li><li>two</li></ol>\n", source("1. one\n2. two"));
        assertEquals("<ol start=\"7\"><li>one</li></ol>\n", source("7. one"));
        assertEquals(List.of("in"), html("- out\n  - in").select("li > ul > li").eachText());
    }

    @Test
    void wavesStrikeThrough() {
        assertEquals("<p>a <del>b <em>c</em></del> d</p>\n", source("a ~~b *c*~~ d"));
        assertEquals("<p>a ~~b c</p>\n", source("a ~~b c"));
        assertEquals("<p><code>~~b~~</code></p>\n", source("`~~b~~`"));
    }

    @Test
    void theRestOfMarkdownIsAsEverywhere() {
        assertEquals("<h1>one</h1>\n<h6>six</h6>\n<h2>two</h2>\n", source("# one\n###### six\ntwo\n---"));
        assertEquals("<blockquote>\n<p>said</p>\n</blockquote>\n", source("> said"));
        assertEquals("<p>a</p>\n<hr />\n<p>b</p>\n", source("a\n\n---\n\nb"));
        assertEquals("<pre><code>if x &lt; y\n</code></pre>\n", source("```js\nif x < y\n```"));
        assertEquals("<p><strong>a</strong> <em>b</em></p>\n", source("**a** _b_"));
    }

    @Test
    void htmlIsShownAsText() {
        assertEquals("<p>&lt;b&gt;x&lt;/b&gt; &amp; y © &lt;</p>\n", source("<b>x</b> & y &copy; &lt;"));
        assertEquals("<b>x</b> & y © <", text("<b>x</b> & y &copy; &lt;"));
    }

    // Plain text, which quotes are compared with

    static List<Arguments> plainTexts() {
        return List.of(
                arguments("one\n\ntwo", "one\n\ntwo"),
                arguments("  one  \n\n\n", "one"),
                arguments("*em* **strong** ***both***", "em strong both"),
                arguments("a ~~b c~~ d", "a /b c/ d"),
                arguments("`x < y` and ``a ` b``", "\"x < y\" and \"a ` b\""),
                arguments("```\nx < y\n  z\n```", "x < y\n  z"),
                arguments("    x\n      y", "x\n  y"),
                arguments("# Title\n\nwords", "Title\n\nwords"),
                arguments("> said\n> more\n\nanswer", "«said\nmore»\n\nanswer"),
                arguments("- one\n- two", "- one\n- two"),
                arguments("* one\n  * two", "* one\n  * two"),
                arguments("1. one\n2. two", "1. one\n2. two"),
                arguments("7) one\n8) two", "7) one\n8) two"),
                arguments("a\n\n***\n\nb", "a\n\n***\n\nb"),
                arguments("[words](https://example.org)", "words (https://example.org)"),
                arguments("[words](https://example.org \"title\")", "words (https://example.org)"),
                arguments("[example.org](https://example.org)", "example.org"),
                arguments("<https://example.org>", "https://example.org"),
                arguments("info@example.org", "info@example.org"),
                arguments("[*some* words](https://example.org)", "some words (https://example.org)"),
                arguments("![the view](https://example.org/x.png)", "the view (https://example.org/x.png)"),
                arguments("@Alice and @bob, :wave:", "@Alice and @bob, 👋"),
                arguments("\\*not\\* &amp; 3 < 4 > 2", "*not* & 3 < 4 > 2"),
                arguments("<div>\n*as it is*\n</div>", "<div>\n*as it is*\n</div>"));
    }

    @ParameterizedTest
    @MethodSource("plainTexts")
    void plainTextHasTheWordsWithoutMarkup(String markdown, String expected) {
        assertEquals(expected, text(markdown));
    }

    /** The end of an address is not yet all of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"[here](https://example.org/here)", "[g](https://example.org)", "[/](https://example.org/)"})
    void plainTextSaysWhereALinkLeads(String markdown) {
        var address = html(markdown).select("a").attr("href");
        assertTrue(text(markdown).endsWith(" (" + address + ")"), text(markdown));
    }

    @Test
    void theSameMarkdownGivesTheSameAgain() {
        var markdown = "@alice :wave: **x** [y](https://example.org) `z`";
        assertEquals(
                Markdown.parse(markdown).render(MEMBERS),
                Markdown.parse(markdown).render(MEMBERS));
    }

    // Hostile input

    /** One unit to a line, each said over and over until the post is as long as a post may be; ⏎ is a line break. */
    private static final String UNITS = """
            >
            >\s
            >>-\s
            > -\s
            - >\s
            > ```⏎
            > a⏎
            > a⏎⏎
            >⏎- ⏎
            *
            **
            *\s
            **a
            *a\s
            a*
            a**b
            *a_b
            *a **a\s
            *_* _\s
            **@ab**\s
            _
            _a\s
            __a\s
            a_
            _~~_
            ~
            ~~
            ~a
            ~~a\s
            ~a~~b
            *a_~~
            **a_~~
            *a~~_b
            [
            [a
            [[a]
            [a](
            [a](b
            [a](<
            [a](b "
            [a](b (
            [a](b)
            []
            [a][
            [a]: b⏎
            [a]:⏎
            [a]: b 'c⏎
            [a]: b⏎[a]
            [⏎- \\
            ![
            ![a](
            [![
            ![[
            ![a](b)
            [![a](b)](c)
            ](b)__![
            ]
            ](
            ]: ![<
            (
            ()
            `
            `a
            `a``b
            <
            <a
            <a b
            <a b='
            </
            <!--
            <!-- a --
            <![CDATA[
            <?
            <!A\s
            <b>
            <div>⏎
            <script>⏎
            ⏎⏎<a
            <https://a.b>
            <https://a
            <a@b.c>
            <<a ](b)
            &
            &#
            &amp;
            &amp
            \\
            \\⏎
            \\*
            :
            ::
            :a
            :a:
            :wave:
            :wave::
            @
            @@
            @ab\s
            @a-
            @a_b-
            @ab@
            -@
            \s
            ⏎
            ⏎⏎⏎a
             a⏎
            a⏎
            a  ⏎
            \t
            \ta⏎
            -\s
            - a⏎
            -⏎
            + - *\s
            1.\s
            1)⏎
            1. -\s
            #
            # a⏎
            =⏎
            a⏎=⏎
            a⏎-⏎
            ---⏎
            * * *
            ```⏎
            ```a⏎
            ~~~⏎
            - ```⏎
            *⏎- ⏎>\s
                a⏎
            http://
            https://a.b\s
            https://a.b/(
            https://a
            www.
            www.a.
            a@
            a@b.
            a@b.c
            a@b.c\s
            a.
            ://
            "
            '
            {}
            |-|⏎
            a
            é
            e\u0301\u0301
            \u202e
            a\u2028b
            \ud83d\ude00
            \ud800
            \udc00
            \0
            \1
            """;

    /** What opens and what closes it, with as many of each as fit. */
    private static final String PAIRS = """
            >…a
            […]
            […](b)
            ![…](b)
            [a](…b)
            [a](<…>)
            (…)
            * … *
            ** … **
            *a … a*
            **a … a**
            _a … a_
            ~~a … a~~
            *a **b … b** a*
            *_~~a … a~~_*
            *t … _t*_
            **[ … ](a)**
            ![*a…*](b)
            ~~[ … ](a)~~
            [a*…*](b)
            `…`
            <…>
            <a>…</a>
            <!--…-->
            <https://…a>
            https://a.b/(…)
            :…:
            """;

    private static final List<String> TOKENS = List.of(
            "*",
            "**",
            "_",
            "__",
            "~~",
            "[",
            "](",
            "](b)",
            "![",
            "`",
            "``",
            "<",
            "<a ",
            "> ",
            "\n> ",
            "\n- ",
            "\n1. ",
            "\n\n",
            "a",
            "@ab ",
            ":wave:",
            "https://a.b",
            "www.",
            "a@b.c",
            "&amp;",
            "\\",
            "<!--",
            "-->",
            "]]>",
            "\n```\n",
            "    ",
            "\n# ",
            "]: ",
            "\t",
            "\0");

    static List<Named<String>> hostile() {
        var inputs = new ArrayList<Named<String>>();
        UNITS.lines()
                .forEach(unit -> inputs.add(
                        Named.of("over and over: " + printable(unit), filled(i -> unit.replace('⏎', '\n')))));
        PAIRS.lines().forEach(pair -> {
            var open = pair.substring(0, pair.indexOf('…'));
            var close = pair.substring(pair.indexOf('…') + 1);
            int count = LONGEST / (open.length() + close.length());
            inputs.add(Named.of("all open, then all close: " + pair, open.repeat(count) + close.repeat(count)));
        });
        inputs.addAll(List.of(
                Named.of("longer and longer runs of backticks", filled(i -> "`".repeat(i + 1) + " ")),
                Named.of("longer and longer runs of stars", filled(i -> "a" + "*".repeat(i + 1))),
                Named.of("longer and longer runs of tildes", filled(i -> "~".repeat(i + 1) + "a ")),
                Named.of(
                        "runs of stars and underscores",
                        filled(i -> "*".repeat(i % 7 + 1) + "a" + "_".repeat(i % 5 + 1))),
                Named.of("lists in lists", filled(i -> "  ".repeat(i) + "- a\n")),
                Named.of("quotes in quotes", filled(i -> "> ".repeat(i) + "a\n")),
                Named.of("lists and quotes in turns", filled(i -> "> - ".repeat(i) + "a\n")),
                Named.of("many definitions", filled(i -> "[" + i + "]: https://" + i + "\n")),
                Named.of("one label of everything", "[" + "a".repeat(LONGEST - 5) + "]: b"),
                Named.of("one word", "a".repeat(LONGEST)),
                Named.of("one address", "https://example.org/" + "a".repeat(LONGEST - 20)),
                Named.of("one host", "https://" + "a.".repeat(LONGEST / 2 - 4)),
                Named.of("one e-mail address", "a".repeat(LONGEST - 12) + "@example.org"),
                Named.of("one address with parentheses", "https://a.b/" + "(".repeat(15_000) + ")".repeat(15_000)),
                Named.of("one destination with parentheses", "[a](" + "(".repeat(15_000) + ")".repeat(15_000) + ")"),
                Named.of("one address with entities", "https://a.b/?" + "&a;".repeat(10_000)),
                Named.of("one shortcode", ":" + "a".repeat(LONGEST - 2) + ":"),
                Named.of("one name", "@" + "a".repeat(LONGEST - 1)),
                Named.of("one name of hyphens", "@a" + "-".repeat(LONGEST - 3) + "a"),
                Named.of("names too long for names", filled(i -> "@" + "a-".repeat(20) + "a ")),
                Named.of("32,000 colons", ":".repeat(LONGEST)),
                Named.of("16,000 names", "@ab ".repeat(16_000)),
                Named.of("spaces between words", "a" + " ".repeat(LONGEST - 2) + "b"),
                Named.of("spaces before a break", "a" + " ".repeat(LONGEST - 3) + "\nb"),
                Named.of("line breaks between words", "a" + "\n".repeat(LONGEST - 2) + "b"),
                Named.of("a heading with an endless end", "# a " + "#".repeat(LONGEST - 6) + " b"),
                Named.of("a rule that is none", "* ".repeat(LONGEST / 2 - 1) + "a"),
                Named.of("a list number of everything", "1".repeat(LONGEST - 2) + ". "),
                Named.of(
                        "one long address referred to often",
                        "[a]: https://" + "b".repeat(16_000) + "\n\n" + "[a]".repeat(5_300)),
                Named.of(
                        "one long title referred to often",
                        "[a]: https://b '" + "c".repeat(16_000) + "'\n\n" + "[a]".repeat(5_300))));
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            inputs.add(Named.of("mixed with seed " + seed, filled(i -> TOKENS.get(random.nextInt(TOKENS.size())))));
        }
        return inputs;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileInputIsRenderedInProportion(String markdown) {
        var rendered = Markdown.parse(markdown).render(new Everybody());

        // The most that can be had from little is a mention, of four characters with the space.
        assertTrue(
                rendered.html().length() <= 40 * markdown.length(),
                () -> markdown.length() + " characters became "
                        + rendered.html().length());
        assertTrue(
                rendered.text().length() <= 5 * markdown.length(),
                () -> markdown.length() + " characters became "
                        + rendered.text().length());
    }

    @Test
    void sixteenThousandMentionsAreAllLinked() {
        var markdown = Markdown.parse("@ab ".repeat(16_000));
        assertEquals(Set.of("ab"), markdown.namesMentioned());
        assertEquals(
                16_000,
                Jsoup.parse(markdown.render(new Everybody()).html())
                        .select("a.mention")
                        .size());

        var all = new StringBuilder();
        for (int i = 0; i < 16_000; i++) {
            all.append("@u").append(i).append(' ');
        }
        var different = Markdown.parse(all.toString());
        assertEquals(16_000, different.namesMentioned().size());
        assertEquals(
                16_000,
                Jsoup.parse(different.render(new Everybody()).html())
                        .select("a.mention")
                        .size());
    }

    @Test
    void whatIsNestedTooDeepIsStillShown() {
        assertTrue(html("> ".repeat(500) + "the end").wholeText().contains("the end"));
        assertTrue(html("*a ".repeat(500) + "the end" + " a*".repeat(500))
                .wholeText()
                .contains("the end"));
        assertTrue(html("[".repeat(500) + "the end" + "](b)".repeat(500))
                .wholeText()
                .contains("the end"));
    }

    /** As if every name were somebody's. */
    private static final class Everybody extends AbstractMap<String, String> {

        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }

        @Override
        public String get(Object name) {
            return ((String) name).toUpperCase(Locale.ROOT);
        }
    }

    /** Reports of tests are XML, which does not take every character. */
    private static String printable(String unit) {
        var printable = new StringBuilder();
        unit.codePoints().forEach(c -> {
            if (c == '⏎' || (c > ' ' && c < 0x7f)) {
                printable.appendCodePoint(c);
            } else {
                printable.append('{').append(Integer.toHexString(c)).append('}');
            }
        });
        return printable.toString();
    }

    /** As many whole parts as fit into one post. */
    private static String filled(IntFunction<String> part) {
        var all = new StringBuilder();
        for (int i = 0; ; i++) {
            var next = part.apply(i);
            if (next.isEmpty() || all.length() + next.length() > LONGEST) {
                return all.toString();
            }
            all.append(next);
        }
    }

    private static Rendered rendered(String markdown) {
        return Markdown.parse(markdown).render(MEMBERS);
    }

    private static String source(String markdown) {
        return rendered(markdown).html();
    }

    private static Element html(String markdown) {
        return Jsoup.parse(source(markdown)).body();
    }

    private static String text(String markdown) {
        return rendered(markdown).text();
    }

    /** Where mentions lead. */
    private static List<String> mentioned(String markdown) {
        return html(markdown).select("a.mention").eachAttr("href");
    }
}
