package waymark.signposting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waymark.documents.MergePatch;
import waymark.platform.problem.FieldError;
import waymark.signposting.matching.Matcher;
import waymark.signposting.matching.RuleBook;
import waymark.signposting.matching.RuleException;

/** What has to hold for a catalogue. Pointers are into the document. */
final class CatalogueRules {

    static final String HELPLINE = "helpline";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}|[0-9]{3,6}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern URL = Pattern.compile("https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(/[!-~]*)?");
    private static final Pattern NAMED = Pattern.compile("(rule|cue) ([A-Za-z0-9-]+): .*", Pattern.DOTALL);

    /** The reader of phrases calls itself for each bracket; nobody writes so many. */
    private static final int DEEPEST_BRACKETS = 20;

    private final List<FieldError> errors = new ArrayList<>();

    private CatalogueRules() {}

    /** Everything that is wrong with it; nothing when people may be shown it. */
    static List<FieldError> all(CatalogueDocument document) {
        var rules = new CatalogueRules();
        rules.checkEssentials(document);
        rules.checkReviews(document.services());
        rules.checkWording(document);
        rules.checkRules(document.rules());
        return rules.errors;
    }

    /** Names that nothing may have. To be looked at first: the contract does not point at odd names as they are. */
    static List<FieldError> names(JsonNode document) {
        var rules = new CatalogueRules();
        for (var at : List.of("/services", "/signposts", "/rules/lists", "/rules/cues", "/rules/rules")) {
            rules.checkNames(at, document.at(at));
        }
        return rules.errors;
    }

    /** Without this it cannot be used at all. Whether its rules can be read, only reading them tells. */
    static List<FieldError> essentials(CatalogueDocument document) {
        var rules = new CatalogueRules();
        rules.checkEssentials(document);
        return rules.errors;
    }

    private void checkEssentials(CatalogueDocument document) {
        document.services().forEach((id, service) -> checkService("/services/" + escaped(id), service));
        checkHelpline(document.services());
        checkSignposts(document);
        checkAtAllHours(document);
        document.rules().rules().forEach((id, rule) -> {
            for (var name : rule.signposts()) {
                var signpost = SignpostId.find(name);
                if (signpost.isEmpty() || signpost.get() == SignpostId.HELPLINE) {
                    wrong(
                            "/rules/rules/" + escaped(id) + "/signposts",
                            "There is no signpost of the name " + name + " for a rule.");
                }
            }
        });
    }

    private void checkNames(String at, JsonNode named) {
        named.fieldNames().forEachRemaining(name -> {
            if (!NAME.matcher(name).matches()) {
                wrong(at + "/" + escaped(name), "A name has small letters, digits and hyphens, sixty at the most.");
            }
        });
    }

    private void checkService(String at, Listing service) {
        checkNumber(at + "/phone", service.phone());
        checkNumber(at + "/sms", service.sms());
        if (service.email() != null && !EMAIL.matcher(service.email()).matches()) {
            wrong(at + "/email", "This has to be an e-mail address that a mail program can open.");
        }
        if (service.url() != null && !URL.matcher(service.url()).matches()) {
            wrong(at + "/url", "This has to be a whole address that begins with https://.");
        }
        if (service.alwaysOpen() && !service.hours().isEmpty()) {
            wrong(at + "/hours", "A service that is always open has no hours.");
        }
        for (int i = 0; i < service.hours().size(); i++) {
            var week = service.hours().get(i);
            if (!week.opens().isBefore(week.closes())) {
                wrong(at + "/hours/" + i + "/closes", "It has to close after it opens, on the same day.");
            }
        }
        checkOverlaps(at, service.hours());
        if (!isZone(service.timeZone())) {
            wrong(at + "/timeZone", "This has to be the name of a time zone, such as Europe/London.");
        }
    }

    private void checkNumber(String at, Listing.@Nullable Contact number) {
        if (number != null && !PHONE.matcher(number.number()).matches()) {
            wrong(
                    at + "/number",
                    "This has to be a number in its international form, such as +448082080888, or a short code.");
        }
    }

    private void checkOverlaps(String at, List<Listing.Week> hours) {
        for (int i = 0; i < hours.size(); i++) {
            for (int j = 0; j < i; j++) {
                var one = hours.get(j);
                var other = hours.get(i);
                if (one.days().stream().anyMatch(other.days()::contains)
                        && one.opens().isBefore(other.closes())
                        && other.opens().isBefore(one.closes())) {
                    wrong(at + "/hours/" + i, "These hours overlap with others of the same day.");
                }
            }
        }
    }

    private static boolean isZone(String name) {
        try {
            var unused = ZoneId.of(name);
            // An offset would ignore summer time.
            return name.contains("/");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void checkHelpline(Map<String, Listing> services) {
        var helpline = services.get(HELPLINE);
        if (helpline == null) {
            wrong("/services/" + HELPLINE, "The helpline has to be there.");
        } else {
            if (helpline.phone() == null) {
                wrong("/services/" + HELPLINE + "/phone", "The helpline needs a phone number.");
            }
            if (!helpline.nations().isEmpty()) {
                wrong("/services/" + HELPLINE + "/nations", "The helpline is for everybody.");
            }
        }
    }

    private void checkSignposts(CatalogueDocument document) {
        for (var id : SignpostId.values()) {
            var at = "/signposts/" + id.code();
            var signpost = document.signposts().get(id.code());
            if (signpost == null) {
                wrong(at, "This signpost has to be there.");
                continue;
            }
            if (signpost.tier() != id.tier()) {
                wrong(at + "/tier", "The tier of this signpost is " + id.tier() + ".");
            }
            checkServices(at + "/services", signpost.services(), document);
        }
        for (var name : document.signposts().keySet()) {
            if (SignpostId.find(name).isEmpty()) {
                wrong("/signposts/" + escaped(name), "There is no signpost of this name.");
            }
        }
        checkServices(
                "/standing/redFlags/services", document.standing().redFlags().services(), document);
    }

    private void checkServices(String at, List<String> ids, CatalogueDocument document) {
        for (int i = 0; i < ids.size(); i++) {
            if (!document.services().containsKey(ids.get(i))) {
                wrong(at + "/" + i, "There is no service of this name.");
            } else if (ids.indexOf(ids.get(i)) < i) {
                wrong(at + "/" + i, "This service is in the list twice.");
            }
        }
    }

    private void checkAtAllHours(CatalogueDocument document) {
        var service = document.services().get(document.standing().atAllHours());
        if (service == null) {
            wrong("/standing/atAllHours", "There is no service of this name.");
        } else if (!service.alwaysOpen()
                || service.phone() == null
                || !service.nations().isEmpty()) {
            wrong(
                    "/standing/atAllHours",
                    "This has to be a service with a phone that is open at all hours, for everybody.");
        }
    }

    private void checkReviews(Map<String, Listing> services) {
        services.forEach((id, service) -> {
            if (!service.reviewDue().isAfter(service.confirmedAt())) {
                wrong("/services/" + escaped(id) + "/reviewDue", "The review is due after the day it was confirmed.");
            }
        });
    }

    private void checkWording(CatalogueDocument document) {
        var lint = new Lint(document.lint());
        document.services().forEach((id, service) -> {
            var at = "/services/" + escaped(id) + "/description";
            checkWords(at, service.description(), lint);
        });
        document.signposts().forEach((id, signpost) -> {
            var at = "/signposts/" + escaped(id);
            checkWords(at + "/title", signpost.title(), lint);
            checkWords(at + "/text", signpost.text(), lint);
            checkReading(at + "/text", signpost.text());
        });
        var standing = document.standing();
        checkWords("/standing/editor", standing.editor(), lint);
        checkReading("/standing/editor", standing.editor());
        checkWords("/standing/redFlags/title", standing.redFlags().title(), lint);
        checkWords("/standing/redFlags/text", standing.redFlags().text(), lint);
        checkReading("/standing/redFlags/text", standing.redFlags().text());
    }

    private void checkWords(String at, String text, Lint lint) {
        lint.find(text).ifPresent(found -> wrong(at, "No text here says \"" + found + "\"."));
    }

    private void checkReading(String at, String text) {
        ReadingAge.tooHard(text).ifPresent(sentence -> wrong(at, sentence));
    }

    private void checkRules(RuleBook book) {
        book.rules().forEach((id, rule) -> checkBrackets("/rules/rules/" + escaped(id) + "/phrases", rule.phrases()));
        book.cues().forEach((name, phrases) -> checkBrackets("/rules/cues/" + escaped(name), phrases));
        book.lists().forEach((name, words) -> checkBrackets("/rules/lists/" + escaped(name), words));
        checkBrackets("/rules/otherwise", book.otherwise());
        if (errors.stream().anyMatch(error -> error.pointer().startsWith("/rules/"))) {
            return;
        }
        try {
            var unused = new Matcher(book);
        } catch (RuleException e) {
            var message = Objects.requireNonNullElse(e.getMessage(), "");
            wrong(placeOf(message), "This cannot be used as a rule: " + message + ".");
        }
    }

    private void checkBrackets(String at, String phrases) {
        int depth = 0;
        for (int i = 0; i < phrases.length(); i++) {
            char c = phrases.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '\n') {
                depth = 0;
            }
            if (depth > DEEPEST_BRACKETS) {
                wrong(at, "There are too many brackets in each other.");
                return;
            }
        }
    }

    /** The matcher names the rule or the cue in its message. */
    private static String placeOf(String message) {
        var named = NAMED.matcher(message);
        if (!named.matches()) {
            return "/rules";
        }
        return named.group(1).equals("rule")
                ? "/rules/rules/" + named.group(2) + "/phrases"
                : "/rules/cues/" + named.group(2);
    }

    private void wrong(String pointer, String sentence) {
        errors.add(FieldError.body(pointer, sentence));
    }

    private static String escaped(String key) {
        return MergePatch.escaped(key);
    }
}
