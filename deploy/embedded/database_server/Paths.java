import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Which fields of documents a query, an order or a choice of fields is about, so that nothing else of a document is unpacked. */
public class Paths {
    private final Map below = new HashMap();
    private boolean whole;

    /** What has to be known to say whether a document matches, and where it stands in an order, which may be null. */
    public static Paths asked(Document query, Document order) {
        Paths found = new Paths();
        found.add("_id");
        found.read(query);
        for (Iterator each = order == null ? new Document().keySet().iterator() : order.keySet().iterator(); each.hasNext();) {
            found.add((String) each.next());
        }
        return found;
    }

    /** What is shown of a document: everything where the fields to be shown are not simply named. */
    public static Paths shown(Document fields) {
        Paths found = new Paths();
        found.add("_id");
        found.whole = fields == null || fields.isEmpty() || (fields.size() == 1 && !isNamed(fields.getOrDefault("_id", Boolean.TRUE)));
        for (Iterator each = found.whole ? new Document().entrySet().iterator() : fields.entrySet().iterator(); each.hasNext();) {
            Map.Entry field = (Map.Entry) each.next();
            String path = (String) field.getKey();
            found.whole |= !"_id".equals(path) && (!isNamed(field.getValue()) || path.indexOf('$') >= 0);
            found.add(path);
        }
        return found;
    }

    /** All that stands here is wanted. */
    public boolean isWhole() {
        return this.whole;
    }

    /** What is wanted of this field; null where nothing is. */
    public Paths at(String field) {
        return (Paths) this.below.get(field);
    }

    private static boolean isNamed(Object value) {
        return value instanceof Number ? ((Number) value).doubleValue() != 0 : Boolean.TRUE.equals(value);
    }

    private void read(Document query) {
        for (Iterator each = query.entrySet().iterator(); each.hasNext();) {
            Map.Entry condition = (Map.Entry) each.next();
            String name = (String) condition.getKey();
            if ("$and".equals(name) || "$or".equals(name) || "$nor".equals(name)) {
                for (Iterator part = ((Collection) condition.getValue()).iterator(); part.hasNext();) {
                    read((Document) part.next());
                }
            } else if (name.startsWith("$")) {
                this.whole = true;
            } else {
                add(name);
            }
        }
    }

    private void add(String path) {
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        Paths found = at(field);
        if (found == null) {
            found = new Paths();
            this.below.put(field, found);
        }
        if (dot < 0) {
            found.whole = true;
        } else {
            found.add(path.substring(dot + 1));
        }
    }
}
