import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;

/** Kept in the file: path, value and id of every document, in this order. Each path of a compound index stands for itself. */
public class FieldIndex extends SearchIndex {
    private static final String END = "\u0000", AFTER_END = "\u0001";
    private final MVMap entries;
    private final boolean isNew;

    /** `isNew`: there were no entries before; those of the documents that are there have to be made. */
    public FieldIndex(String name, List keys, MVMap entries, boolean isNew) {
        super(name, keys);
        this.entries = entries;
        this.isNew = isNew;
    }

    public boolean isEmpty() {
        return this.isNew;
    }

    public Found equalTo(String path, Object value) {
        String begin = prefix(path) + written(value);
        return new Range(this.entries, begin + END, begin + AFTER_END);
    }

    /** The entries with texts from `least` to `most`, both with them; null is no bound. */
    public Range between(String path, String least, String most) {
        String begin = prefix(path) + "s";
        String end = most == null ? prefix(path) + "t" : begin + most + AFTER_END;
        return new Range(this.entries, begin + (least == null ? "" : least), end);
    }

    public void add(Document document, Object position, MongoCollection collection) {
        change(new HashSet(), keysOf(document, position), position);
    }

    public Object remove(Document document) {
        Object position = document.get("_id");
        if (position != null) {
            change(keysOf(document, position), new HashSet(), position);
        }
        return null;
    }

    /** Most updates change nothing that is indexed. */
    public void updateInPlace(Document before, Document after, Object position, MongoCollection collection) {
        boolean same = true;
        for (int at = 0; same && at < this.paths.length; at++) {
            Object was = valueAt(before, this.paths[at]);
            Object is = valueAt(after, this.paths[at]);
            same = was == null ? is == null : was.equals(is);
        }
        if (same) {
            return;
        }
        change(keysOf(before, position), keysOf(after, position), position);
    }

    private void change(Set before, Set after, Object position) {
        for (Iterator each = before.iterator(); each.hasNext();) {
            Object key = each.next();
            if (!after.contains(key)) {
                this.entries.remove(key);
            }
        }
        for (Iterator each = after.iterator(); each.hasNext();) {
            Object key = each.next();
            if (!before.contains(key)) {
                this.entries.put(key, position);
            }
        }
    }

    private Set keysOf(Document document, Object position) {
        Set keys = new HashSet();
        for (int at = 0; at < this.paths.length; at++) {
            Set values = new HashSet();
            collect(document, this.paths[at], values);
            for (Iterator each = values.iterator(); each.hasNext();) {
                keys.add(prefix(this.paths[at]) + each.next() + END + position);
            }
        }
        return keys;
    }

    private String prefix(String path) {
        return String.valueOf((char) ('0' + numberOf(path)));
    }

    public long getCount() {
        return this.entries.sizeAsLong();
    }
}
