package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.documents.MergePatch;
import waymark.platform.http.Contract;
import waymark.platform.http.Json;
import waymark.platform.problem.FieldError;

/** The catalogue that comes with Waymark, and what keeps every other one as good. */
class ShippedCatalogueTest {

    private static final Contract CONTRACT = Contract.load();
    private static final JsonNode SHIPPED = ShippedCatalogue.get().document();

    @Test
    void nothingIsWrongWithIt() {
        assertEquals(List.of(), CatalogueCheck.wrong(CONTRACT, SHIPPED));
    }

    /** By the clock of the machine, unlike all else here: a build whose numbers nobody has confirmed again must not pass. */
    @Test
    void noReviewIsDue() {
        assertEquals(List.of(), ShippedCatalogue.get().catalogue().overdue(LocalDate.now(ZoneId.of("Europe/London"))));
    }

    @Test
    void itsNameComesFromWhatItSays() {
        assertTrue(
                ShippedCatalogue.get().version().matches("shipped-[0-9a-f]{8}"),
                ShippedCatalogue.get().version());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {helpline: {phone: null}}| /services/helpline/phone",
                "services: {helpline: {nations: [wales]}}| /services/helpline/nations",
                "services: {helpline: {phone: {number: '0808 2080 888'}}}| /services/helpline/phone/number",
                "services: {helpline: {phone: {number: '+0448082080888'}}}| /services/helpline/phone/number",
                "services: {shout: {sms: {number: 'SHOUT'}}}| /services/shout/sms/number",
                "services: {helpline: {email: 'support at bloodcancer.org.uk'}}| /services/helpline/email",
                "services: {helpline: {email: 'a@b.org?subject=x'}}| /services/helpline/email",
                "services: {maggies: {url: 'http://maggies.org'}}| /services/maggies/url",
                "services: {maggies: {url: 'javascript:alert(1)'}}| /services/maggies/url",
                "services: {maggies: {timeZone: 'Europe/Edinburgh'}}| /services/maggies/timeZone",
                "services: {maggies: {timeZone: '+01:00'}}| /services/maggies/timeZone",
                "services: {maggies: {reviewDue: '2026-11-20'}}| /services/maggies/reviewDue",
                "services: {maggies: {reviewDue: '2027-02-30'}}| /services/maggies/reviewDue",
                "services: {maggies: {hours: [{days: [monday], opens: '17:00', closes: '09:00'}]}}| /services/maggies/hours/0/closes",
                "services: {maggies: {hours: [{days: [monday], opens: '9:00', closes: '17:00'}]}}| /services/maggies/hours/0/opens",
                "services: {maggies: {hours: [{days: [someday], opens: '09:00', closes: '17:00'}]}}| /services/maggies/hours/0/days/0",
                "services: {samaritans: {hours: [{days: [monday], opens: '09:00', closes: '17:00'}]}}| /services/samaritans/hours",
                "services: {samaritans: {alwaysOpen: false}}| /standing/atAllHours",
                "services: {cruse: null}| /signposts/bereavement/services/0",
                "rules: {lists: {Kin_2: 'a'}}| /rules/lists/Kin_2",
                "services: {cruse: {colour: red}}| /services/cruse/colour",
                "services: {cruse: {nations: [cornwall]}}| /services/cruse/nations/0",
                "services: {cruse: {description: 'You have the flu.'}}| /services/cruse/description",
                "signposts: {crisis-mh: null}| /signposts/crisis-mh",
                "signposts: {crisis-mh: {tier: 3}}| /signposts/crisis-mh/tier",
                "signposts: {driving: {services: [dvla, dvla]}}| /signposts/driving/services/1",
                "signposts: {driving: {services: [nobody]}}| /signposts/driving/services/0",
                "signposts: {driving: {title: 'This sounds like trouble'}}| /signposts/driving/title",
                "signposts: {driving: {text: 'Don’t  Worry about it.'}}| /signposts/driving/text",
                "signposts: {driving: {text: 'You should have asked.'}}| /signposts/driving/text",
                "signposts: {driving: {text: 'Your severity is three.'}}| /signposts/driving/text",
                "signposts: {driving: {text: 'Authorities governing vehicular operation necessitate individual notification "
                        + "regarding neurological complications.'}}| /signposts/driving/text",
                "signposts: {driving: {text: ' '}}| /signposts/driving/text",
                "signposts: {parking: {tier: 3, title: Parking, text: Ask., services: [dvla]}}| /signposts/parking",
                "standing: {redFlags: {services: [nobody]}}| /standing/redFlags/services/0",
                "standing: {atAllHours: helpline}| /standing/atAllHours",
                "standing: {editor: 'You will be fine.'}| /standing/editor",
                "rules: {rules: {fit: {phrases: 'a (b'}}}| /rules/rules/fit/phrases",
                "rules: {rules: {fit: {phrases: '((((((((((((((((((((((a))))))))))))))))))))))'}}}| /rules/rules/fit/phrases",
                "rules: {rules: {fit: {phrases: '<no-such-list> b'}}}| /rules/rules/fit/phrases",
                "rules: {rules: {fit: {reading: maybe}}}| /rules/rules/fit/reading",
                "rules: {rules: {fit: {signposts: [helpline]}}}| /rules/rules/fit/signposts",
                "rules: {cues: {denial: null}}| /rules",
                "rules: {spellings: null}| /rules/spellings",
                "lint: null| /lint",
            })
    void eachRuleIsKept(String changes, String place) throws Exception {
        assertEquals(
                List.of(place),
                wrongWith(changes).stream().map(FieldError::pointer).toList());
    }

    @Test
    void theHelplineCannotBeTakenAway() throws Exception {
        var places = wrongWith("services: {helpline: null}").stream()
                .map(FieldError::pointer)
                .toList();
        assertTrue(places.contains("/services/helpline"), places::toString);
        assertTrue(places.contains("/signposts/helpline/services/0"), places::toString);
    }

    @Test
    void whatIsForbiddenIsFoundAsAWholeWordOnly() throws Exception {
        assertEquals(List.of(), wrongWith("signposts: {driving: {text: 'Do you haven? A crsx. A dislikely.'}}"));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        var wrong = wrongWith("""
                services: {helpline: {phone: null}, maggies: {url: x}}
                signposts: {driving: {tier: 1}}
                """);
        assertEquals(3, wrong.size(), wrong::toString);
    }

    private static List<FieldError> wrongWith(String changes) throws Exception {
        var patch = new YAMLMapper().readTree(changes);
        return CatalogueCheck.wrong(CONTRACT, MergePatch.apply(SHIPPED, Json.MAPPER.readTree(patch.toString())));
    }
}
