import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Puts what matches in order, keeping of each document what the order asks for: the documents of a large answer would fill the memory. */
public class Ordering {
    private static final long MOST_BYTES_IN_HAND = 4 << 20;
    private final Document order;
    private final List entries = new ArrayList();
    private long inHand;

    public Ordering(Document order) {
        this.order = order;
    }

    /** The documents of a small answer stay in hand, so that none is unpacked twice. */
    public void add(Object position, Unpacked found) {
        Document asked = new Document();
        for (Iterator each = this.order.keySet().iterator(); each.hasNext();) {
            Utils.copySubdocumentValue(found.document, asked, (String) each.next());
        }
        this.inHand += found.bytes;
        this.entries.add(new Object[] {asked, this.inHand > MOST_BYTES_IN_HAND ? position : found});
    }

    /** Positions and documents in hand, in order; after it nothing may be added. */
    public Iterator positions() {
        final Comparator comparator = new DocumentComparator(this.order);
        Collections.sort(this.entries, new Comparator() {
            public int compare(Object one, Object other) {
                return comparator.compare(((Object[]) one)[0], ((Object[]) other)[0]);
            }
        });
        for (int at = 0; at < this.entries.size(); at++) {
            this.entries.set(at, ((Object[]) this.entries.get(at))[1]);
        }
        return this.entries.iterator();
    }
}
