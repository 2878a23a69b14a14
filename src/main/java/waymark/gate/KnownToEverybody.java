package waymark.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.gate.matching.PersonalData;
import waymark.signposting.Directory;
import waymark.signposting.Service;

/** The numbers and addresses of services, which are nobody's personal data. */
final class KnownToEverybody {

    private final Directory directory;
    private volatile Remembered remembered = new Remembered("", new PersonalData.Known(Set.of(), Set.of(), Set.of()));

    KnownToEverybody(Directory directory) {
        this.directory = directory;
    }

    /** It changes with the catalogue only, and working it out takes longer than looking through a post. */
    PersonalData.Known now() {
        var version = directory.current().version();
        var last = remembered;
        if (!last.version.equals(version)) {
            last = new Remembered(version, read());
            remembered = last;
        }
        return last.known;
    }

    private PersonalData.Known read() {
        var services = directory.services(Optional.empty());
        return new PersonalData.Known(
                services.stream()
                        .flatMap(service -> Stream.of(service.phone(), service.sms()))
                        .flatMap(Stream::ofNullable)
                        .map(Service.Phone::uri)
                        .map(PersonalData::nationalNumber)
                        .collect(Collectors.toSet()),
                services.stream()
                        .flatMap(service -> Stream.ofNullable(service.email()))
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                // Many services have an address to write to where no page is known; the page is in the same place.
                services.stream()
                        .flatMap(service -> Stream.of(
                                Optional.ofNullable(service.url()),
                                Optional.ofNullable(service.email())
                                        .map(email -> email.substring(email.indexOf('@') + 1))))
                        .flatMap(Optional::stream)
                        .map(PersonalData::host)
                        .collect(Collectors.toSet()));
    }

    /** @param version of the catalogue; empty before the first */
    private record Remembered(String version, PersonalData.Known known) {}
}
