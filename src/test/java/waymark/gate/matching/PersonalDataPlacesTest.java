package waymark.gate.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.gate.matching.PersonalData.Kind;
import waymark.gate.matching.PersonalData.Known;
import waymark.gate.matching.PersonalData.Place;

class PersonalDataPlacesTest {

    private static final Known KNOWN = new Known(Set.of("07700900999"), Set.of("support@example.org"), Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ring 07700 900123 now                                        | phone      | 07700 900123
            Ring (020) 7946 0000.                                        | phone      | (020) 7946 0000
            Ring me (07700 900123)                                       | phone      | 07700 900123
            See https://example.org/07700900456 and ring 07700 900123    | phone      | 07700 900123
            Write to Wendy.B@example.org.                                | email      | Wendy.B@example.org
            At https://example.org/a b ls29  8dt                         | postcode   | ls29  8dt
            www.example.org/9434765919 or 943-476-5919                   | nhs-number | 943-476-5919
            """)
    void aPlaceIsWhereItStands(String text, String kind, String words) {
        int start = text.lastIndexOf(words);
        var place = PersonalData.places(text, KNOWN).get(0);
        assertEquals(new Place(Kind.of(kind), place.value(), start, start + words.length()), place);
        assertEquals(1, PersonalData.places(text, KNOWN).size());
    }

    @Test
    void theSameTwiceHasTwoPlacesAndWhatIsKnownHasNone() {
        var text = "07700 900123, 07700900123, 07700 900999, support@example.org";
        assertEquals(
                List.of(new Place(Kind.PHONE, "07700900123", 0, 12), new Place(Kind.PHONE, "07700900123", 14, 25)),
                PersonalData.places(text, KNOWN));
        assertEquals(Set.of("07700900123"), PersonalData.in(text, KNOWN).get(Kind.PHONE));
    }
}
