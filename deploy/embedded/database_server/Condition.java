import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a document has to be, made ready once for all documents that are compared: one of many texts is looked for by its hash, where
 * the server would compare every value with every text. Everything else is asked of the server as it was.
 */
public class Condition {
    private static final int MANY = 4;
    private static final String PLACE_IN_A_LIST = ".*\\.[0-9]+(\\..*)?";
    private final boolean any;
    private final List parts = new ArrayList();
    private final Document rest = new Document();

    private Condition(boolean any) {
        this.any = any;
    }

    public static Condition of(Document query) {
        Condition all = new Condition(false);
        for (Iterator each = query.entrySet().iterator(); each.hasNext();) {
            Map.Entry asked = (Map.Entry) each.next();
            String name = (String) asked.getKey();
            Set texts = texts(asked.getValue());
            if ("$and".equals(name) || "$or".equals(name)) {
                Condition several = new Condition("$or".equals(name));
                for (Iterator part = ((Collection) asked.getValue()).iterator(); part.hasNext();) {
                    several.parts.add(of((Document) part.next()));
                }
                all.parts.add(several);
            } else if (texts != null && !name.startsWith("$") && !name.matches(PLACE_IN_A_LIST)) {
                all.parts.add(new Object[] {name, texts});
            } else {
                all.rest.put(name, asked.getValue());
            }
        }
        return all;
    }

    public boolean holds(Document document, DocumentCollection collection) {
        boolean holds = !this.any;
        if (!this.rest.isEmpty()) {
            holds = collection.matches(document, this.rest);
        }
        for (int at = 0; holds != this.any && at < this.parts.size(); at++) {
            Object part = this.parts.get(at);
            holds = part instanceof Condition ? ((Condition) part).holds(document, collection) : isOne(document, (Object[]) part);
        }
        return holds;
    }

    private static boolean isOne(Document document, Object[] asked) {
        Set found = new HashSet();
        SearchIndex.collect(document, (String) asked[0], found);
        for (Iterator each = found.iterator(); each.hasNext();) {
            if (((Set) asked[1]).contains(each.next())) {
                return true;
            }
        }
        return false;
    }

    /** Of `$in` beside no other operator: its values as they are written in indexes; null where they are few or no texts alone. */
    private static Set texts(Object asked) {
        Object values = asked instanceof Document && ((Document) asked).size() == 1 ? ((Document) asked).get("$in") : null;
        if (!(values instanceof Collection) || ((Collection) values).size() < MANY) {
            return null;
        }
        Set found = new HashSet();
        for (Iterator each = ((Collection) values).iterator(); each.hasNext();) {
            Object value = each.next();
            if (!(value instanceof String)) {
                return null;
            }
            found.add(SearchIndex.written(value));
        }
        return found;
    }
}
