import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The documents of a query one by one, unpacked when they are reached and as far as they are asked for; a document that has gone
 * meanwhile is left out.
 */
public class Matching implements Iterator {
    private final DocumentCollection collection;
    private final Iterator positions;
    private final Condition condition;
    private final Paths asked;
    private final Document fields;
    private final Paths shown;
    private int toSkip;
    private int left;
    private byte[] next;
    private long bytes;

    /** `limit`: 0 is none. `fields`: what is shown of each document; null or empty is all. */
    public Matching(DocumentCollection collection, Iterator positions, Document query, int skipped, int limit, Document fields) {
        this.collection = collection;
        this.positions = positions;
        this.condition = Condition.of(query);
        this.asked = Paths.asked(query, null);
        this.fields = fields;
        this.shown = Paths.shown(fields);
        this.toSkip = skipped;
        this.left = limit > 0 ? limit : Integer.MAX_VALUE;
    }

    /** Looks for the next document, so that who has read the last one knows it. */
    public boolean hasNext() {
        while (this.next == null && this.left > 0 && this.positions.hasNext()) {
            byte[] packed = this.collection.packed(this.positions.next());
            boolean isOne = packed != null && this.condition.holds(PackedDocument.unpack(packed, this.asked), this.collection);
            if (isOne && this.toSkip > 0) {
                this.toSkip--;
            } else if (isOne) {
                this.next = packed;
                this.bytes += packed.length;
            }
        }
        return this.next != null;
    }

    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Document found = this.collection.shown(PackedDocument.unpack(this.next, this.shown), this.fields);
        this.next = null;
        this.left--;
        return found;
    }

    /** Of all documents found so far, packed and whole. */
    public long bytes() {
        return this.bytes;
    }

    public void remove() {
        throw new UnsupportedOperationException();
    }
}
