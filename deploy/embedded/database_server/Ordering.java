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
    private final Document order;
    private final List entries = new ArrayList();

    public Ordering(Document order) {
        this.order = order;
    }

    /** `found`: what is in hand of the document at this position. */
    public void add(Object position, Document found) {
        Document asked = new Document();
        for (Iterator each = this.order.keySet().iterator(); each.hasNext();) {
            Utils.copySubdocumentValue(found, asked, (String) each.next());
        }
        this.entries.add(new Object[] {asked, position});
    }

    /** The positions in order; after it nothing may be added. */
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
